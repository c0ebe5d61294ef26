using System.Collections.Frozen;
using SyncWorker.Union;

namespace SyncWorker.Poll.Discovery;

/// <summary>How sure it is that a head means a field.</summary>
enum HeadMatch
{
    None,

    /// <summary>It begins or ends with a word of the table.</summary>
    Near,

    /// <summary>It is a word of the table.</summary>
    Exact,
}

/// <summary>
/// The one table of heads that sources give their columns, in Vietnamese and English: without marks, spaces and capitals, so that
/// "Ngày thành lập", ngay_thanh_lap and ngayThanhLap are one word. On the left our field.
/// </summary>
static class HeadWords
{
    /// <summary>In place of a field: the source's own id.</summary>
    public const string Id = "(id)";

    /// <summary>In place of a field: the number of the line, which moves with every row.</summary>
    public const string LineNumber = "(line)";

    /// <summary>In place of a field: a name, in a language that its values tell.</summary>
    public const string AnyName = "(name)";

    // A head that only begins or ends with a shorter word says too little.
    const int ShortestNear = 5;

    static readonly FrozenDictionary<string, string> s_fields = new[]
    {
        (Id, "id uuid guid ma maso masohoi mahoi madonvi matochuc code key orgid recordid externalid sohieu maid"),
        (LineNumber, "stt tt sott no sothutu index rownumber rowno line"),
        (CanonicalField.RegisterId, "registerid registernumber sodangky madangky masodangky"),
        (CanonicalField.NameVi, "tenvi namevi vietnamesename tentiengviet vietnamese"),
        (CanonicalField.NameEn, "nameen englishname tentienganh tenen english"),
        (
            AnyName,
            "ten name title hoi tochuc donvi tenhoi tentochuc tendonvi tendaydu tencoquan tendoitac doitac orgname organisation organization organisationname organizationname fullname displayname partner association tieude noidung trichyeu"
        ),
        (CanonicalField.Aliases, "alias aliases tenviettat viettat tenkhac tengoikhac shortname abbreviation acronym othernames"),
        (
            CanonicalField.Country,
            "nuoc quocgia country countrycode countryiso countryiso2 iso2 manuoc tennuoc countryname nation nuocdoitac maquocgia tenquocgia"
        ),
        (CanonicalField.Province, "tinh tinhthanh province provincecode matinh tinhthanhpho provinceid"),
        (
            CanonicalField.Founded,
            "founded foundedon foundingdate foundingday foundeddate established establishedon thanhlap ngaythanhlap ngaythanhlaphoi namthanhlap dateoffoundation"
        ),
        (
            CanonicalField.Relations,
            "relations relationsdate diplomaticrelations diplomaticsince qhng ngayqhng ngaythietlapqhng thietlapquanhe ngaythietlapquanhe ngaythietlapquanhengoaigiao"
        ),
        (CanonicalField.Email, "email mail emailaddress thudientu hopthu hopthudientu diachiemail mailbox"),
        (CanonicalField.Phone, "phone telephone tel phonenumber dienthoai sodienthoai sdt mobile"),
        (CanonicalField.Address, "address diachi truso diachitruso postaladdress"),
        (CanonicalField.Department, "department ban phongban banphutrach"),
        (CanonicalField.Region, "region khuvuc chauluc vung"),
        (CanonicalField.Cluster, "cluster cum cumthidua"),
        (CanonicalField.Status, "status state trangthai tinhtrang active"),
        (CanonicalField.TermEnd, "termend endofterm hetnhiemky ngayhetnhiemky ketthucnhiemky"),
        (CanonicalField.AgreementEnd, "agreementend agreementexpires hethanthoathuan ngayhethanthoathuan"),
        (CanonicalField.RegistrationEnd, "registrationend registrationexpires hethandangky ngayhethandangky"),
        (CanonicalField.BoardSize, "boardsize souyvien souyvienbch"),
        (CanonicalField.ActiveMembers, "activemembers souyvienthamgia"),
        (CanonicalField.BoardReviewed, "boardreviewed ngayrasoat ngayrasoatbanchaphanh"),
        (CanonicalField.NationalDay, "nationalday ngayquockhanh quockhanh"),
        (CanonicalField.NationalDayYear, "nationaldayyear nationaldayoriginyear"),
        (CanonicalField.Kind, "kind type loai loaihinh"),
        (CanonicalField.Updated, "updated updatedat modified modifiedat lastmodified lastupdated capnhat ngaycapnhat ngaysua"),
    }
        .SelectMany(line => line.Item2.Split(' ').Select(word => (Word: word, Field: line.Item1)))
        .ToFrozenDictionary(pair => pair.Word, pair => pair.Field, StringComparer.Ordinal);

    /// <summary>What a column's name means; of a path the whole, then its last name.</summary>
    public static (string? Field, HeadMatch Match) Find(string column)
    {
        var whole = NormalizedName.ToCompact(column);
        var last = NormalizedName.ToCompact(column[(column.LastIndexOf('.') + 1)..]);
        return s_fields.TryGetValue(whole, out var field)
            || s_fields.TryGetValue(last, out field)
            || s_fields.TryGetValue(last.TrimEnd('s'), out field) // phones of a list
                ? (field, HeadMatch.Exact)
            : (Near(whole) ?? Near(last)) is { } near ? (near, HeadMatch.Near)
            : (null, HeadMatch.None);
    }

    // "Địa chỉ liên hệ" begins with a word of the table, "Số máy điện thoại" ends with one; the longest says most.
    static string? Near(string head) =>
        s_fields
            .Where(pair =>
                pair.Key.Length >= ShortestNear
                && (head.StartsWith(pair.Key, StringComparison.Ordinal) || head.EndsWith(pair.Key, StringComparison.Ordinal))
            )
            .OrderByDescending(pair => pair.Key.Length)
            .Select(pair => pair.Value)
            .FirstOrDefault();
}
