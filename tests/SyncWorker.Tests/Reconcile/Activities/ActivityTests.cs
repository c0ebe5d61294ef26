using SyncWorker.Reconcile.Activities;
using SyncWorker.Union;
using static SyncWorker.Tests.Reconcile.Figures.FigureSamples;

namespace SyncWorker.Tests.Reconcile.Activities;

/// <summary>Which rows tell of one activity, and what people decide about it.</summary>
public sealed class ActivityTests
{
    const string Centre = "Liên hiệp các tổ chức hữu nghị Việt Nam";
    const string Cuba = "Hội hữu nghị Việt Nam - Cuba";
    const string NgheAn = "Liên hiệp các tổ chức hữu nghị tỉnh Nghệ An";

    static readonly SampleRow[] s_told =
    [
        Activity("trung-uong", "1", "2025-12-02", "Gặp mặt kỷ niệm 65 năm quan hệ Việt Nam - Cuba", Centre, $"{Cuba}; {NgheAn}"),
        Activity("nghe-an", "7", "2025-12-02", "Gap mat ky niem 65 nam QH VN-Cuba", "LHHN Nghệ An", "VUFO"),
        Activity("hoi-cuba", "a", "2025-12-02", "Lễ gặp mặt nhân dịp KN 65 năm thiết lập QHNG Việt Nam – Cu Ba", "HHN VN - Cuba", NgheAn),
    ];

    static async Task<ReconcileWorld> WorldAsync(params SampleRow[] rows)
    {
        var world = await ReconcileWorld.NewAsync("2026-01-15T08:00:00");
        await world.PutAsync(Samples.Register());
        await world.PutAsync(rows);
        await world.RunAsync();
        return world;
    }

    static async Task<ActivityGroups> GroupsAsync(ReconcileWorld world) =>
        (await world.Activities.ListAsync(world.Now, TestContext.Current.CancellationToken)).Groups;

    static async Task<ActivityGroups> GroupsAsync(params SampleRow[] rows)
    {
        using var world = await WorldAsync(rows);
        return await GroupsAsync(world);
    }

    static async Task<long> RowAsync(ReconcileWorld world, string source) =>
        (await world.RowsAsync()).Single(row => row.Source == source).Id;

    [Fact]
    public async Task One_event_that_the_centre_a_union_and_an_association_tell_in_three_spellings_counts_once()
    {
        var groups = await GroupsAsync(s_told);

        var activity = Assert.Single(groups.Activities);
        Assert.Equal(3, activity.Told.Count);
        Assert.Equal(UnitLevel.Centre, activity.Level);
        Assert.Equal("Gặp mặt kỷ niệm 65 năm quan hệ Việt Nam - Cuba", activity.Shown.Name);
        Assert.Equal(3, activity.Units.Count);
        Assert.Empty(groups.Asked);
    }

    [Fact]
    public async Task A_writer_without_marks_means_the_same_country()
    {
        var groups = await GroupsAsync(
            Activity("a", "1", "2026-05-19", "Gặp mặt lưu học sinh Lào tại Nghệ An", NgheAn),
            Activity("b", "1", "2026-05-19", "Gap mat luu hoc sinh Lao tai Nghe An", NgheAn)
        );

        Assert.Single(groups.Activities);
    }

    [Fact]
    public async Task Activities_make_no_partner_and_wait_for_nobody()
    {
        using var world = await WorldAsync(s_told);

        Assert.Equal(159, (await world.PartnersAsync()).Count);
        Assert.Empty(await world.Reviews.ListAsync(world.Now, TestContext.Current.CancellationToken));
        Assert.Equal(0, (await world.RunAsync()).Counts.First(count => count.What == "rows looked at").Number);
    }

    [Theory]
    [InlineData("2025-12-03", "Gặp mặt kỷ niệm 65 năm quan hệ Việt Nam - Cuba", Centre, true)] // a day later
    [InlineData("2025-12-09", "Gặp mặt kỷ niệm 65 năm quan hệ Việt Nam - Cuba", Centre, false)] // a week later
    [InlineData("2025-12-02", "Gặp mặt kỷ niệm 60 năm quan hệ Việt Nam - Cuba", Centre, false)] // another number
    [InlineData("2025-12-02", "Gặp mặt kỷ niệm 65 năm quan hệ Việt Nam - Lào", Centre, false)] // another country
    [InlineData("2025-12-02", "Triển lãm kỷ niệm 65 năm quan hệ Việt Nam - Cuba", Centre, true)] // another form
    [InlineData("2025-12-02", "Tiếp đoàn đại biểu hữu nghị Cuba", Centre, false)]
    [InlineData("2025-12-02", "Gặp mặt kỷ niệm 65 năm quan hệ Việt Nam - Atlantis", Centre, true)] // a word in another's place
    [InlineData("2025-12-02", "Gặp mặt kỷ niệm 65 năm quan hệ Việt Nam - Cuba", "Hội hữu nghị Việt Nam - Lào", true)] // no unit in common
    [InlineData("2025-12", "Gặp mặt kỷ niệm 65 năm quan hệ Việt Nam - Cuba", Centre, true)] // no day
    public async Task What_may_be_another_event_counts_for_itself_and_is_asked_about(string day, string name, string lead, bool isAsked)
    {
        var groups = await GroupsAsync(s_told[0], Activity("khac", "1", day, name, lead));

        Assert.Equal(2, groups.Activities.Count);
        Assert.Equal(isAsked, groups.Asked.Count == 1);
    }

    [Theory]
    [InlineData("Hội thảo giáo dục Việt Nam - Cuba", "CU")]
    [InlineData("hoi thao giao duc VN-Duc", "DE")]
    [InlineData("Gặp mặt bà mẹ Việt Nam, anh hùng lao động", "")]
    [InlineData("Tiếp đoàn đại biểu nhân dân Lào", "LA")]
    [InlineData("Triển lãm ảnh đất nước Đức", "DE")]
    [InlineData("Ngày hội lao dong", "")]
    public void A_word_that_looks_like_a_country_is_not_one_in_the_middle_of_a_sentence(string name, string countries) =>
        Assert.Equal(countries, string.Join(',', ActivityTitle.Read(name, new(Samples.Tables(), [])).Countries));

    [Fact]
    public async Task The_same_ceremony_in_two_provinces_is_two_and_nobody_is_asked()
    {
        var groups = await GroupsAsync(
            Activity("a", "1", "2025-11-17", "Mít tinh kỷ niệm ngày truyền thống", NgheAn),
            Activity("b", "1", "2025-11-17", "Mít tinh kỷ niệm ngày truyền thống", "Liên hiệp các tổ chức hữu nghị tỉnh Cao Bằng")
        );

        Assert.Equal(2, groups.Activities.Count);
        Assert.Empty(groups.Asked);
    }

    [Fact]
    public async Task Two_unions_that_became_one_later_held_two_ceremonies()
    {
        SampleRow[] Of(string day) =>
            [
                Activity("a", "1", day, "Mít tinh kỷ niệm ngày 27/7", "Liên hiệp các tổ chức hữu nghị tỉnh Bắc Giang"),
                Activity("b", "1", day, "Mít tinh kỷ niệm ngày 27/7", "Liên hiệp các tổ chức hữu nghị tỉnh Bắc Ninh"),
            ];

        Assert.Equal(2, (await GroupsAsync(Of("2022-07-12"))).Activities.Count);
        Assert.Single((await GroupsAsync(Of("2025-07-12"))).Activities);
    }

    [Fact]
    public async Task A_row_that_a_person_sets_apart_stays_apart()
    {
        using var world = await WorldAsync(s_told);
        var row = await RowAsync(world, "hoi-cuba");

        Assert.Equal("", await world.DecideActivity.ApartAsync(row, null, "lan", null, world.Now, TestContext.Current.CancellationToken));
        Assert.Equal([1, 2], (await GroupsAsync(world)).Activities.Select(activity => activity.Told.Count).Order());

        // Another source tells it too, the row changes its spelling, a reconcile comes: still two.
        await world.PutAsync(
            s_told[2] with
            {
                Fields = new(s_told[2].Fields) { ["nameVi"] = "Gặp mặt kỷ niệm 65 năm quan hệ Việt Nam - Cuba" },
            },
            Activity("cao-bang", "1", "2025-12-02", "Gặp mặt 65 năm quan hệ Việt Nam - Cuba", Cuba, Centre)
        );
        await world.RunAsync();
        var later = await GroupsAsync(world);
        Assert.Equal(2, later.Activities.Count);
        Assert.DoesNotContain(
            later.Activities,
            activity => activity.Told.Any(told => told.Row == row) && activity.Told.Any(told => told.Key.Source == "nghe-an")
        );

        Assert.Equal("", await world.DecideActivity.UndoAsync(row, "lan", null, TestContext.Current.CancellationToken));
        Assert.Single((await GroupsAsync(world)).Activities);
    }

    [Fact]
    public async Task Two_rows_that_a_person_calls_one_count_once_whatever_they_say()
    {
        using var world = await WorldAsync(s_told[0], Activity("khac", "1", "2025-12-09", "Đêm nhạc Mỹ La-tinh", Cuba));
        var (one, other) = (await RowAsync(world, "trung-uong"), await RowAsync(world, "khac"));

        Assert.Equal("", await world.DecideActivity.SameAsync(one, other, "lan", null, TestContext.Current.CancellationToken));
        var joined = Assert.Single((await GroupsAsync(world)).Activities);
        Assert.Equal(["a person said so"], joined.Reasons);

        // The later word replaces the earlier one.
        Assert.Equal("", await world.DecideActivity.ApartAsync(other, one, "lan", null, world.Now, TestContext.Current.CancellationToken));
        Assert.Equal(2, (await GroupsAsync(world)).Activities.Count);
    }

    [Fact]
    public async Task A_decision_about_a_row_that_is_no_activity_is_refused()
    {
        using var world = await WorldAsync(s_told);

        Assert.NotEqual("", await world.DecideActivity.SameAsync(1, 999_999, "lan", null, TestContext.Current.CancellationToken));
        Assert.NotEqual(
            "",
            await world.DecideActivity.UndoAsync(await RowAsync(world, "nghe-an"), "lan", null, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task Rows_that_cannot_be_read_are_named_and_the_others_count()
    {
        using var world = await WorldAsync(
            s_told[0],
            Row("khac", "1", "activity", ("nameVi", "Không có ngày"), ("lead", Centre)),
            Row("khac", "2", "activity", ("day", "2025-12-02"), ("lead", Centre)),
            Row("khac", "3", "unit_figures", ("lead", NgheAn), ("period", "nửa đầu năm"), ("activities", "5")),
            Activity("khac", "4", "2025-11-11", "Chiếu phim", "Hội những người chưa ai biết", null, ("money", "nhiều"))
        );

        var list = await world.Activities.ListAsync(world.Now, TestContext.Current.CancellationToken);

        Assert.Equal(2, list.Groups.Activities.Count);
        Assert.Equal(["khac/1", "khac/2", "khac/3", "khac/4"], list.SetAside.Select(line => line.Split(':')[0]).Order());
        Assert.Equal(["Hội những người chưa ai biết"], list.UnknownUnits.Keys);
    }

    [Fact]
    public async Task Units_with_little_activity_are_listed_the_quietest_first()
    {
        using var world = await WorldAsync([
            .. s_told,
            Activity("x", "1", "2025-10-01", "Chiếu phim Lào", "Hội hữu nghị Việt Nam - Lào"),
            Activity("x", "2", "2025-02-01", "Chiếu phim Pháp", "Hội hữu nghị và hợp tác Việt Nam - Pháp"),
            Total("x", "3", "Hội hữu nghị Việt Nam - Đức", "2025-H2", ("activities", ">9")),
        ]);

        var quiet = await world.Figures.QuietAsync(6, 1, world.Now, TestContext.Current.CancellationToken);

        Assert.Equal(("0", null), (quiet[0].Activities.ToString(), quiet[0].Last));
        Assert.Equal(
            ("0", "2025-02-01"),
            (quiet.Single(unit => unit.RegisterId == "CA-FR") is var france ? france.Activities.ToString() : "", france.Last.ToString())
        );
        Assert.Equal("1", quiet.Single(unit => unit.RegisterId == "CA-LA").Activities.ToString());
        Assert.DoesNotContain(quiet, unit => unit.RegisterId == "CA-DE");
        Assert.Equal(65 + 34 + 20 - 1, quiet.Count);
    }
}
