using System.Reflection;
using System.Text.Json;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Remind;

/// <summary>No date case is forgotten: each of data/date_cases.json is a test by its id, and there are at least forty of our own.</summary>
public sealed class DateCaseCountTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_case_of_the_data_is_a_test_by_its_id_and_forty_more_are_our_own()
    {
        using var data = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(SourceTree.Root, "tests", "SyncWorker.Tests", "data", "date_cases.json"))
        );
        var ids = data.RootElement.GetProperty("cases").EnumerateArray().Select(element => element.GetProperty("id").GetString()!).ToList();
        var tests = typeof(DateCaseCountTests)
            .Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(DateCaseCountTests).Namespace)
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
            .ToList();
        var named = tests.SelectMany(Names).ToHashSet();

        var own = typeof(OwnDateCaseTests).GetMethods().SelectMany(Names).Distinct().Count(name => name.Length == 3);
        output.WriteLine($"{ids.Count(named.Contains)} of {ids.Count} cases of the data, {own} of our own");

        Assert.DoesNotContain(ids, id => !named.Contains(id));
        Assert.True(own >= 40);
    }

    /// <summary>What a test's name begins with, and the first word of each of its rows.</summary>
    static IEnumerable<string> Names(MethodInfo method) =>
        method.GetCustomAttributes<InlineDataAttribute>().Select(row => $"{row.Data[0]}".Split(' ')[0]).Append(method.Name.Split('_')[0]);
}
