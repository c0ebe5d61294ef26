using System.Text.Json;
using SyncWorker.Tests.Remind;
using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>Words, spans and defaults that the whole program shares.</summary>
public sealed class SmallWordsTests
{
    [Fact]
    public void A_member_of_several_words_is_written_with_dashes() =>
        Assert.Equal(["working-days", "every-day"], Enum.GetValues<MailDays>().Select(EnumWord.Kebab));

    [Theory]
    [InlineData("1799-12-31", false, false)]
    [InlineData("1800-01-01", true, false)]
    [InlineData("1949-12-31", true, false)]
    [InlineData("1950-01-01", true, true)]
    [InlineData("2150-12-31", true, true)]
    [InlineData("2151-01-01", false, false)]
    public void A_date_from_outside_lies_where_calendars_can_count(string day, bool isIncluded, bool canBeDue)
    {
        Assert.Equal((isIncluded, canBeDue), (ForeignDates.Include(World.Day(day)), ForeignDates.IncludeDue(World.Day(day))));
        Assert.Equal(isIncluded, ForeignDates.Include(PartialDate.OfDay(World.Day(day))));
        Assert.Equal(isIncluded, ForeignDates.Include(PartialDate.OfYear(World.Day(day).Year)));
    }

    [Theory]
    [InlineData(null, Milestone.Ordinary)]
    [InlineData(-10, Milestone.Ordinary)]
    [InlineData(0, Milestone.Ordinary)]
    [InlineData(1, Milestone.Ordinary)]
    [InlineData(5, Milestone.Round5)]
    [InlineData(10, Milestone.Round10)]
    [InlineData(54, Milestone.Ordinary)]
    [InlineData(75, Milestone.Round5)]
    [InlineData(100, Milestone.Round10)]
    public void Years_that_end_in_0_or_5_are_round(int? years, object milestone) => Assert.Equal(milestone, Milestones.FromYears(years));

    [Theory]
    [InlineData(MailLanguage.Vi, "vi", "Pháp")]
    [InlineData(MailLanguage.En, "en", "France")]
    public void A_text_is_chosen_by_the_language(object language, string code, string text)
    {
        Assert.Equal((code, text), (((MailLanguage)language).Code, ((MailLanguage)language).Choose("Pháp", "France")));
        Assert.Equal("Pháp", ((MailLanguage)language).Choose("Pháp", null)); // where there is no English one
    }

    [Theory]
    [InlineData("n\u0430m", "nam")] // a Cyrillic а
    [InlineData("\u0441\u0440b", "cpb")]
    [InlineData("\u0432\u0435\u0456\u043A\u043C\u043D\u043E\u0442\u0443\u0445\u0455\u0458q", "beikmhotyxsjq")]
    [InlineData("ộ\u0430", "ộa")]
    [InlineData("à\u0430", "àa")]
    [InlineData("a\u0436\u0430", "a\u0436a")] // no Latin letter looks like ж
    [InlineData("\u043D\u0430\u043C", "\u043D\u0430\u043C")] // all in Cyrillic
    [InlineData("1\u043D", "1\u043D")]
    [InlineData("nam", "nam")]
    [InlineData("", "")]
    public void A_word_in_two_alphabets_is_meant_in_ours(string word, string latin) => Assert.Equal(latin, LookAlikeLetters.ToLatin(word));

    [Fact]
    public void What_staff_json_leaves_out_is_the_usual()
    {
        var staff = new StaffOptions { Staff = [] };
        var position = new Position
        {
            Id = "a",
            Title = "a",
            Department = "a",
            Roles = [],
            Email = "a@example.org",
        };
        var cluster = new Cluster
        {
            Name = "Cụm 1",
            Year = 2026,
            Head = "LU34-25",
        };

        Assert.Equal(
            ("Bộ phận nhắc việc", "Reminder desk", "Liên hiệp", "the union"),
            (staff.Desk.NameVi, staff.Desk.NameEn, staff.Desk.UnionVi, staff.Desk.UnionEn)
        );
        Assert.Equal(("Đồng chí", MailLanguage.Vi), (position.Address, position.Language));
        Assert.Equal(["*"], position.Covers); // the whole department
        Assert.Equal([MailKind.Daily], position.Mail);
        Assert.Empty(position.AnswersFrom);
        Assert.Empty(position.Leave);
        Assert.Empty(cluster.Members);
        Assert.Empty(staff.Clusters);
    }

    [Fact]
    public void Mail_leaves_in_office_hours_unless_config_says_else()
    {
        var hours = new MailHours();

        Assert.Equal((new TimeOnly(7, 30), new TimeOnly(17, 0), MailDays.WorkingDays), (hours.From, hours.To, hours.Days));
    }

    [Fact]
    public void A_union_has_no_fields_of_its_own_unless_config_names_some()
    {
        var union = Settings();

        Assert.Empty(union.NamedFields);
        Assert.Empty(union.DateFields);
        Assert.Empty(union.YearlyFields);
        Assert.Empty(union.OwnFields);
    }

    static UnionSettings Settings() =>
        new()
        {
            Zone = TimeZoneInfo.Utc,
            Calendar = World.Calendar,
            Staff = new() { Staff = [] },
            Tables = new(),
            Folder = "",
            GoLive = default,
            LongBreak = new(),
            Mode = MailMode.Trial,
            MailHours = new(),
        };

    [Fact]
    public void The_columns_of_a_table_are_kept_by_their_words()
    {
        Assert.Equal("[\"text\",\"day\",\"number\"]", JsonSerializer.Serialize(Enum.GetValues<CellKind>()));
        Assert.Equal(CellKind.Day, JsonSerializer.Deserialize<CellKind>("\"day\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CellKind>("1"));
        Assert.Empty(new SheetTable("a", [], []).Kinds);
    }

    [Fact]
    public void An_example_stands_first_among_all()
    {
        var example = new ConfigExampleAttribute("a", "b", "c");

        Assert.Equal("a", example.Text);
        Assert.Equal(["a", "b", "c"], example.All);
    }
}
