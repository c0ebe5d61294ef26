using SyncWorker.Config;
using SyncWorker.Poll;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Poll;

/// <summary>A fault of poll.json is found before anything runs, with its line and what to write instead.</summary>
public sealed class PollCheckTests
{
    const string Whole = """
        {
          "sources": [
            {
              "name": "one", "url": "http://127.0.0.1/", "format": "json",
              "id": ["id"],
              "fields": {
                "nameVi": "name"
              }
            }
          ]
        }
        """;

    [Theory]
    [InlineData(
        "\"nameVi\": \"name\"",
        "\"nameVi\": \"name | dat iso\"",
        "poll.json:7: sources[0].fields.nameVi: Found \"name | dat iso\"",
        "Did you mean \"date\"?"
    )]
    [InlineData(
        "\"nameVi\": \"name\"",
        "\"nameVi\": \"name | code kinds\"",
        "poll.json:7: sources[0].fields.nameVi: There is no code list \"kinds\".",
        "Add it under \"codes\"."
    )]
    [InlineData(
        "\"id\": [\"id\"]",
        "\"key\": [\"nameVj\"]",
        "poll.json:5: sources[0].key[0]: \"nameVj\" is no field of this source.",
        "Did you mean \"nameVi\"?"
    )]
    [InlineData(
        "\"id\": [\"id\"],",
        "",
        "poll.json:3: sources[0]: The source one does not say, or says twice, what tells its rows apart.",
        "Write id"
    )]
    [InlineData(
        "\"url\": \"http://127.0.0.1/\", ",
        "",
        "poll.json:3: sources[0]: The source one does not say, or says twice, where it is.",
        "Write one of url"
    )]
    [InlineData("http://127.0.0.1/", "ftp://127.0.0.1/", "poll.json:4: sources[0].url: \"ftp://127.0.0.1/\" is no address.", "https://")]
    [InlineData("http://127.0.0.1/", "http://us:secret@127.0.0.1/", "is no address.", "https://")]
    [InlineData("\"format\": \"json\"", "\"format\": \"jsn\"", "poll.json:4: sources[0].format: Found \"jsn\"", "Did you mean \"json\"?")]
    [InlineData("\"format\": \"json\"", "\"format\": \"csv\", \"encoding\": \"utf-9\"", "There is no encoding \"utf-9\".", "windows-1258")]
    [InlineData(
        "\"format\": \"json\"",
        "\"format\": \"json\", \"paging\": { \"by\": \"cursor\" }",
        "sources[0].paging:",
        "Add \"parameter\"."
    )]
    [InlineData(
        "\"format\": \"json\"",
        "\"format\": \"json\", \"auth\": { \"by\": \"basic\", \"secret\": \"Pa$$word\" }",
        "That is no name of a secret.",
        "`secret set NAME`"
    )]
    [InlineData(
        "\"format\": \"json\"",
        "\"format\": \"json\", \"auth\": { \"by\": \"oauth2\", \"user\": \"us\", \"secret\": \"good\", \"tokenUrl\": \"http://login.example.org/token\" }",
        "sources[0].auth.tokenUrl: The secret would cross the network unencrypted.",
        "https"
    )]
    [InlineData("\"name\": \"one\"", "\"name\": \"sample\"", "is a word of the command line.", "another name")]
    [InlineData("\"fields\"", "\"feilds\"", "poll.json:6: sources[0].feilds: There is no key \"feilds\" here.", "Did you mean \"fields\"?")]
    public void A_fault_is_named_with_its_line_and_what_to_write(string right, string wrong, string fault, string advice)
    {
        Assert.Contains(right, Whole, StringComparison.Ordinal);

        var faults = Faults(Whole.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(
            faults,
            found => found.Contains(fault, StringComparison.Ordinal) && found.Contains(advice, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_shipped_file_has_no_fault() => Assert.Empty(Faults(File.ReadAllText(Path.Combine(SourceTree.Config, "poll.json"))));

    [Fact]
    public void A_name_used_twice_is_found() =>
        Assert.Contains(
            Faults(
                Whole.Replace(
                    "\"sources\": [",
                    "\"sources\": [ { \"name\": \"one\", \"file\": \"f\", \"format\": \"csv\", \"id\": [\"a\"], \"fields\": {} },",
                    StringComparison.Ordinal
                )
            ),
            found => found.Contains("The name \"one\" is used twice.", StringComparison.Ordinal)
        );

    static List<string> Faults(string json)
    {
        var faults = new List<ConfigFault>();
        if (ConfigBinder.TryBind<PollOptions>("poll.json", json, out var options, out var root, faults))
        {
            var sink = new ConfigFaults("poll.json", root);
            PollCheck.Check(options, sink);
            faults.AddRange(sink.All);
        }

        return [.. faults.Select(fault => fault.ToString())];
    }
}
