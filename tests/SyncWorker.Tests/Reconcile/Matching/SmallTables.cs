using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Reconcile.Matching;

/// <summary>A lexicon so small that a test can know all that it holds.</summary>
static class SmallTables
{
    public static readonly ReferenceTables Tables = new()
    {
        Words =
        [
            .. Words(WordMeaning.Association, "Hội hữu nghị", "HHN", "Friendship Association"),
            .. Words(WordMeaning.Club, "Hội", "Association"),
            .. Words(WordMeaning.Union, "Liên hiệp các tổ chức hữu nghị", "LHHN"),
            .. Words(WordMeaning.Committee, "Ủy ban nhân dân"),
            .. Words(WordMeaning.Branch, "chi nhánh"),
            .. Words(WordMeaning.Place, "tỉnh", "T"),
            .. Words(WordMeaning.City, "thành phố", "TP", "City"),
            .. Words(WordMeaning.District, "huyện"),
            .. Words(WordMeaning.Office, "Văn phòng", "Office"),
            .. Words(WordMeaning.Centre, "Trung ương", "T.Ư"),
            .. Words(WordMeaning.In, "tại", "in"),
            .. Words(WordMeaning.Filler, "hữu nghị", "các", "và", "với", "của", "of", "the", "with", "nước", "Cộng hòa"),
        ],
        Countries =
        [
            new("VN", ["Việt Nam", "Việt", "VN", "Vietnamese"]),
            new("AT", ["Áo"]),
            new("AU", ["Úc", "Australia"]),
            new("BG", ["Bungari"]),
            new("DE", ["Đức", "Cộng hòa Liên bang Đức"]),
            new("HU", ["Hungary", "Hungari"]),
            new("IT", ["Ý", "Italia"]),
            new("KP", ["Triều Tiên"]),
            new("KR", ["Hàn Quốc", "Nam Triều Tiên"]),
            new("LA", ["Lào", "Laos", "Cộng hòa Dân chủ Nhân dân Lào"]),
            new("NL", ["Hà Lan"]),
            new("TH", ["Thái", "Thái Lan"]),
            new("ZA", ["Nam Phi"]),
        ],
        Provinces = new([
            Province("Hà Nội", "01", "01") with
            {
                IsCity = true,
                Names = ["Hanoi"],
            },
            Province("Tuyên Quang", "08", "08"),
            Province("Thái Nguyên", "19", "19"),
            Province("Quảng Ninh", "22", "22"),
            Province("Bắc Ninh", "24", "27"),
            Province("Hải Phòng", "31", "31") with
            {
                IsCity = true,
            },
            Province("Thanh Hóa", "38", "38"),
            Province("Hà Giang", "08", "02") with
            {
                IsFormer = true,
            },
            Province("Bắc Giang", "24", "24") with
            {
                IsFormer = true,
            },
            Province("Thái Bình", "33", "34") with
            {
                IsFormer = true,
            },
            Province("Bình Dương", "79", "74") with
            {
                IsFormer = true,
            },
        ]),
    };

    public static readonly Lexicon Lexicon = new(Tables, []);

    public static readonly SubjectReader Subjects = new(Lexicon, ["registerId", "taxCode"]);

    static readonly NameReader s_names = new(Lexicon);

    public static Province Province(string name) => Tables.Provinces.ByName(name) ?? throw new ArgumentException(name);

    public static Phrase Phrase(string letters) => Lexicon.Compact(letters) ?? throw new ArgumentException(letters);

    /// <summary>What a name says beside a country and province of other columns.</summary>
    public static NameReading Read(string? text, string? country = null, params string[] provinces) =>
        s_names.Read(text, new(country, [.. provinces.Select(Province)]));

    /// <param name="id">The partner's number, or 0 for a row.</param>
    /// <param name="kind">As its source says, or unknown.</param>
    /// <param name="fields">Such as "nameVi=Quỹ Bảo Minh|country=LA".</param>
    public static Subject Subject(long id, string kind, string fields) => Subjects.Read(id, kind, Fields(fields).GetValueOrDefault);

    public static Dictionary<string, string> Fields(string fields) =>
        fields
            .Split('|', StringSplitOptions.RemoveEmptyEntries)
            .Select(field => field.Split('=', 2))
            .ToDictionary(field => field[0], field => field[1], StringComparer.Ordinal);

    static IEnumerable<NameWords> Words(WordMeaning means, params string[] words) => words.Select(text => new NameWords(text, means));

    static Province Province(string name, string code, string before) => new(name, code, false) { CodesBefore = [before] };
}
