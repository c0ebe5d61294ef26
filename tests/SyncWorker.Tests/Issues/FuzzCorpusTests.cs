using System.Globalization;
using SyncWorker.Fuzz;
using SyncWorker.Fuzz.Doors;
using SyncWorker.Tests.Flow;

namespace SyncWorker.Tests.Issues;

/// <summary>
/// The inputs that fuzzing keeps, each entered once through its door: none throws, hangs or breaks a promise.
/// <c>SYNCWORKER_FUZZ_INPUTS=20000</c> makes so many more of them for each door, and so does tests/fuzz.sh.
/// </summary>
[Collection(typeof(WholeProcess))] // what an input takes of the processor is measured
public sealed class FuzzCorpusTests
{
    static long Inputs =>
        long.TryParse(
            Environment.GetEnvironmentVariable("SYNCWORKER_FUZZ_INPUTS"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var inputs
        )
            ? inputs
            : 0;

    public static TheoryData<string> Doors => [.. AllDoors.List.Select(door => door.Name)];

    [Theory]
    [MemberData(nameof(Doors))]
    public void Every_input_that_is_kept_is_answered(string name)
    {
        var door = AllDoors.Find(name)!;
        Assert.NotEmpty(Corpus.Of(door));

        var result = new Run(door, seed: 1).Enter(Inputs);

        Assert.Empty(result.Findings.Keys);
    }

    [Fact]
    public void What_a_door_does_not_expect_is_a_finding_with_its_input()
    {
        var result = new Run(new Door("json", bytes => bytes.Length > 20 ? throw new InvalidTimeZoneException() : 0), seed: 1).Enter(0);

        Assert.StartsWith("InvalidTimeZoneException", Assert.Single(result.Findings).Key, StringComparison.Ordinal);
    }

    [Fact]
    public void A_promise_that_is_broken_is_a_finding()
    {
        var result = new Run(
            new Door("json", bytes => bytes.Length > 20 ? throw new FindingException("it does not print back") : 0),
            seed: 1
        ).Enter(0);

        Assert.Contains("it does not print back", Assert.Single(result.Findings).Key, StringComparison.Ordinal);
    }
}
