using SyncWorker.Union;

namespace SyncWorker.Config;

/// <summary>
/// The sentences of checks that are written where the fault is found, each with its Vietnamese text: beside <see cref="FaultSentences"/>,
/// which names those that the binder says.
/// </summary>
static class CheckSentences
{
    public static IReadOnlyList<Sentence> All { get; } =
    [
        new("Only tables have rows below a cell.", "Chỉ bảng mới có các dòng bên dưới một ô."),
        new("Small letters, digits and underscores, at most {0}.", "Chỉ dùng chữ thường, chữ số và dấu gạch dưới, nhiều nhất {0} ký tự."),
        new("{0} already stands for {1}.", "{0} đã dùng cho {1}."),
        new("{0} is no kind of file.", "{0} không phải loại tệp được dùng."),
        new("{0} is no name of a header.", "{0} không phải tên của một header."),
        new("{0} is no period of this report.", "{0} không phải kỳ của báo cáo này."),
        new("{0} is no proxy.", "{0} không phải proxy."),
        new("{0} is not a country code.", "{0} không phải mã nước."),
        new("{0} is not a day.", "{0} không phải ngày."),
        new("{0} is not a province code.", "{0} không phải mã tỉnh."),
        new("{0} is the name of {1} as well.", "{0} cũng là tên của {1}."),
        new("{0} is written {1} elsewhere.", "{0} ở chỗ khác viết là {1}."),
        new("{0} never fires.", "{0} không bao giờ chạy."),
        new("{0} stands in the table a second time.", "{0} có hai lần trong bảng."),
        new("{0} follows itself.", "{0} kế thừa chính nó."),
        new("{0} had no 29 February.", "Năm {0} không có ngày 29 tháng 2."),
        new("{0} has no daily mail.", "{0} không nhận thư hằng ngày."),
        new("{0} has no name.", "{0} chưa có tên."),
        new("{0} has two days in the same year.", "{0} có hai ngày trong cùng một năm."),
        new("{0} is a working day in one line and a day off in another.", "{0} là ngày làm việc ở dòng này và ngày nghỉ ở dòng khác."),
        new("{0} is before the middle of {1}.", "{0} trước giữa kỳ {1}."),
        new("{0} is in {1} and in {2} in {3}.", "{0} vừa thuộc {1} vừa thuộc {2} trong {3}."),
        new("{0} is more than a year ahead of {1}.", "{0} sớm hơn {1} quá một năm."),
        new("{0} is more than a year from the end of {1}.", "{0} cách ngày cuối của {1} quá một năm."),
        new("{0} is the sheet of {1} as well: each would overwrite the other.", "{0} cũng là sổ của {1}: hai bên sẽ ghi đè lên nhau."),
        new("{0} of {1} stands there twice.", "{0} của {1} được ghi hai lần."),
        new("{0} stands here a second time.", "{0} được ghi hai lần ở đây."),
        new("{0} holds no date.", "{0} không phải trường ngày."),
        new("A country is not founded.", "Nước không có ngày thành lập theo nghĩa này."),
        new("A fixed day needs a name.", "Ngày cố định phải có tên."),
        new("A header holds plain letters only.", "Header chỉ gồm chữ không dấu."),
        new(
            "A mail written by it does not say what it is about: {0} is missing in a sample.",
            "Thư viết theo mẫu này không nói về việc gì: thư thử thiếu {0}."
        ),
        new("A mail written by it is empty.", "Thư viết theo mẫu này trống."),
        new("A name here holds half a character (such as \\ud800).", "Một tên ở đây có nửa ký tự (như \\ud800)."),
        new(
            "A name may stand for one country only: take it off one of the two lines.",
            "Một tên chỉ dùng cho một nước: bỏ ở một trong hai dòng."
        ),
        new(
            "A name may stand for one province only: take it off one of the two lines.",
            "Một tên chỉ dùng cho một tỉnh: bỏ ở một trong hai dòng."
        ),
        new(
            "A password would cross the network unencrypted, or where somebody hides that the server offers encryption.",
            "Mật khẩu sẽ đi qua mạng không mã hóa, hoặc khi có kẻ giấu việc máy chủ có mã hóa."
        ),
        new("A secret would cross the network unencrypted.", "Mật khẩu sẽ đi qua mạng không mã hóa."),
        new("A unit is in one cluster a year: take it out of one of them.", "Mỗi năm một đơn vị chỉ thuộc một cụm: bỏ ở một cụm."),
        new("A year alone has no day to remind of.", "Chỉ có năm thì không có ngày để nhắc."),
        new(
            "Add \"daily\" to the position's mail in staff.json, or name another role.",
            "Thêm \"daily\" vào mail của vị trí đó trong staff.json, hoặc ghi vai trò khác."
        ),
        new("Add \"name\": {0}.", "Thêm \"name\": {0}."),
        new(
            "Add a line for the successor, or write its id as it stands there.",
            "Thêm một dòng cho đơn vị kế thừa, hoặc ghi mã của đơn vị đó như trong bảng."
        ),
        new("Add it under \"codes\".", "Thêm vào \"codes\"."),
        new("Add such as \"mailboxesFrom\": [\"register\"].", "Thêm, như \"mailboxesFrom\": [\"register\"]."),
        new("Addresses would be forgotten after {0}, before their mail has left.", "Địa chỉ sẽ bị xóa sau {0}, trước khi thư kịp gửi."),
        new("Both weights are 0.", "Cả hai trọng số bằng 0."),
        new("Choose another name, or map that field.", "Chọn tên khác, hoặc dùng chính trường đó."),
        new("Delete the file: the program's own is taken then.", "Xóa tệp: khi đó dùng tệp của chương trình."),
        new("Delete the file: then the program's own is taken.", "Xóa tệp: khi đó dùng tệp của chương trình."),
        new("Enter who gets the reminders, by position.", "Ghi ai nhận thư nhắc, theo vị trí."),
        new("Excel: Save as, CSV UTF-8.", "Excel: Save as, CSV UTF-8."),
        new("Files have no pages.", "Tệp không có trang."),
        new("Fill it in, or take the line out.", "Điền vào, hoặc bỏ dòng này."),
        new("Give at least one of them a weight.", "Cho ít nhất một bên một trọng số."),
        new(
            "Give each department a file of its own, or write \"*\" for all in one.",
            "Mỗi ban một tệp riêng, hoặc ghi \"*\" cho tất cả trong một tệp."
        ),
        new("Give each report its own.", "Mỗi báo cáo một mã riêng."),
        new("Give one of them a time of its own.", "Cho một tác vụ giờ chạy riêng."),
        new("Give the account read access to the config folder.", "Cấp cho tài khoản quyền đọc thư mục cấu hình."),
        new(
            "Give the account read access, or copy the file from the program's own config/{0}.",
            "Cấp cho tài khoản quyền đọc, hoặc chép tệp từ config/{0} của chương trình."
        ),
        new(
            "Give the role to a position there, with \"covers\": [\"*\"] or [\"VN-*\"].",
            "Giao vai trò đó cho một vị trí ở ban này, với \"covers\": [\"*\"] hoặc [\"VN-*\"]."
        ),
        new("Give the role to a position, or name another.", "Giao vai trò cho một vị trí, hoặc ghi vai trò khác."),
        new("Give this account read access to it.", "Cấp cho tài khoản này quyền đọc tệp."),
        new("It ends before it begins.", "Kết thúc trước khi bắt đầu."),
        new("It ends in {0}, before it begins.", "Kết thúc vào {0}, trước khi bắt đầu."),
        new("It is empty, so that no reminder would reach anybody.", "Đang trống, nên không thư nhắc nào tới ai."),
        new("It is not read: its name does not end in .hbs.", "Tệp không được đọc: tên không có đuôi .hbs."),
        new(
            "It is the server and the account of the first transport: when that stops, so does this.",
            "Đây là máy chủ và tài khoản của đường gửi thứ nhất: đường đó dừng thì đường này cũng dừng."
        ),
        new("It lasts for more than ten years.", "Kéo dài quá mười năm."),
        new("It names every partner that the rule is about.", "Ở đây ghi mọi tổ chức mà quy tắc nói đến."),
        new(
            "It names everyone whom the report goes to, so that nobody gets it.",
            "Ở đây ghi mọi người nhận báo cáo, nên không ai nhận được."
        ),
        new("It names the year {0}; leave the last field out.", "Ở đây ghi năm {0}; hãy bỏ phần cuối."),
        new("It names two mailboxes, imap and graph.", "Ở đây ghi hai hộp thư, imap và graph."),
        new("It overlaps another leave of the position.", "Trùng với một kỳ nghỉ khác của vị trí này."),
        new(
            "It runs after {0}, which runs after each job: they would start each other for ever.",
            "Chạy sau {0}, mà {0} chạy sau mỗi tác vụ: hai bên sẽ gọi nhau mãi."
        ),
        new("Its first line names the columns: {0}.", "Dòng đầu ghi tên cột: {0}."),
        new("Keep one entry a cluster and year.", "Mỗi cụm mỗi năm chỉ giữ một mục."),
        new("Keep one of the lines.", "Chỉ giữ một dòng."),
        new("Keep the line that is right.", "Giữ dòng đúng."),
        new("Leave it out here.", "Bỏ khóa này ở đây."),
        new("Leave one of them.", "Chỉ để lại một."),
        new("Leave subject out: founded is a date of partners.", "Bỏ subject: founded là ngày của tổ chức."),
        new("Let one end (until) before the other begins (from).", "Cho một mục kết thúc (until) trước khi mục kia bắt đầu (from)."),
        new("Let one end before the other begins.", "Cho kỳ này kết thúc trước khi kỳ kia bắt đầu."),
        new("Let the last successor have none.", "Đơn vị kế thừa cuối cùng không được có đơn vị kế thừa nữa."),
        new("Line {0}: {1} is no answer.", "Dòng {0}: {1} không phải câu trả lời."),
        new("Line {0}: {1} is not a row number.", "Dòng {0}: {1} không phải số dòng."),
        new("Line {0}: {1} does not wait with this mailbox any more.", "Dòng {0}: {1} không còn chờ với hộp thư này."),
        new("Line {0}: it has {1} columns instead of {2}.", "Dòng {0}: có {1} cột thay vì {2}."),
        new("Line {0}: the answer {1} is not known.", "Dòng {0}: không có câu trả lời {1}."),
        new("List them again.", "Lập lại danh sách."),
        new("Look at its day and month; 31 February does not come.", "Xem lại ngày và tháng; không có ngày 31 tháng 2."),
        new("Look at its month and year.", "Xem lại tháng và năm."),
        new("Look at the name of both lines.", "Xem lại tên ở cả hai dòng."),
        new(
            "Look at what was deleted; without the file the program's own is taken.",
            "Xem lại phần đã xóa; không có tệp này thì dùng tệp của chương trình."
        ),
        new(
            "Name a field that holds the organisation's own number; rows that are one organisation, link with `review`.",
            "Ghi một trường chứa số riêng của tổ chức; các dòng là một tổ chức thì nối bằng `review`."
        ),
        new("Name a field that holds the organisation's own number.", "Ghi một trường chứa số riêng của tổ chức."),
        new("Name a position that is there on that day.", "Ghi một vị trí có mặt ngày đó."),
        new(
            "Name a position that reads the daily mail, or add \"daily\" to its mail.",
            "Ghi một vị trí nhận thư hằng ngày, hoặc thêm \"daily\" vào mail của vị trí đó."
        ),
        new("Name all of them in one step's to.", "Ghi tất cả vào to của một bước."),
        new("Name another role here, or take it out of never.", "Ghi vai trò khác ở đây, hoặc bỏ vai trò này khỏi never."),
        new("Name another server or account, or \"by\": \"pickup\".", "Ghi máy chủ hoặc tài khoản khác, hoặc \"by\": \"pickup\"."),
        new("Name it {0}.hbs.", "Đặt tên là {0}.hbs."),
        new("No line has the id {0}.", "Không dòng nào có mã {0}."),
        new("No mail is written by a file of this name.", "Không thư nào viết theo tệp mang tên này."),
        new("No position holds {0}: it follows from the register.", "Không vị trí nào giữ {0}: vai trò này lấy từ sổ đăng ký."),
        new("No position of staff.json holds the role {0}.", "Trong staff.json không vị trí nào giữ vai trò {0}."),
        new("No province of provinces.csv has the code {0}.", "Trong provinces.csv không tỉnh nào có mã {0}."),
        new("No template shows it.", "Không mẫu thư nào dùng tệp này."),
        new("Nobody in {0} holds the role officer and covers all of it.", "Trong {0} không ai là officer phụ trách toàn bộ."),
        new(
            "On {0} the deputies stand in for each other in a circle, so that nobody is there.",
            "Ngày {0} các người thay thay lẫn nhau thành vòng, nên không có ai."
        ),
        new(
            "One day of the year cannot be the due day of every month or quarter.",
            "Một ngày trong năm không thể là hạn của mọi tháng hoặc quý."
        ),
        new("Only a report has a year whose heads are meant.", "Chỉ báo cáo mới có năm để biết Cụm trưởng nào."),
        new(
            "Only a report with \"period\": \"year\" is owed every few years.",
            "Chỉ báo cáo có \"period\": \"year\" mới là báo cáo nhiều năm một lần."
        ),
        new("Put a quotation mark at the end of the cell, or take the first one away.", "Thêm ngoặc kép ở cuối ô, hoặc bỏ ngoặc kép đầu."),
        new("Put text that holds a comma in quotes.", "Văn bản có dấu phẩy phải đặt trong ngoặc kép."),
        new(
            "Put the .pfx file there; a name without a folder is in the config folder.",
            "Đặt tệp .pfx vào đó; tên không kèm thư mục là trong thư mục cấu hình."
        ),
        new(
            "Put the authority's certificate there as a .pem file; a name without a folder is in the config folder.",
            "Đặt chứng thư của cơ quan cấp vào đó dạng .pem; tên không kèm thư mục là trong thư mục cấu hình."
        ),
        new(
            "Put the file there, or copy it from the program's own config folder.",
            "Đặt tệp vào đó, hoặc chép từ thư mục config của chương trình."
        ),
        new("Remove \"repeat\".", "Bỏ \"repeat\"."),
        new("Remove paging.", "Bỏ paging."),
        new("Review begins at {0}, above linkFrom.", "Mức xem lại bắt đầu từ {0}, cao hơn linkFrom."),
        new("Swap from and until.", "Đổi chỗ from và until."),
        new("Take it out, and store it with `secret set NAME`.", "Bỏ ra, và lưu bằng `secret set TÊN`."),
        new("Take it out, store it with `secret set {0}`, and add {1}.", "Bỏ ra, lưu bằng `secret set {0}`, rồi thêm {1}."),
        new("Take it out.", "Bỏ đi."),
        new("Take out of never whom the report is for.", "Bỏ khỏi never người mà báo cáo gửi tới."),
        new("Take them out of one of the lists.", "Bỏ khỏi một trong hai danh sách."),
        new(
            "That is a fault of this program; undo the last edit meanwhile.",
            "Đây là lỗi của chương trình; tạm thời hoàn lại lần sửa cuối."
        ),
        new("The address carries a secret in {0}.", "Địa chỉ có mật khẩu trong {0}."),
        new("The cell is empty.", "Ô trống."),
        new("The code {0} is used twice.", "Mã {0} được dùng hai lần."),
        new("The file is empty.", "Tệp trống."),
        new("The header carries a secret.", "Header có mật khẩu."),
        new("The jobs wait for each other in a circle.", "Các tác vụ chờ nhau thành vòng."),
        new("The line has {0} cells, the first line {1}.", "Dòng có {0} ô, dòng đầu có {1}."),
        new("The line names no day.", "Dòng không ghi ngày."),
        new("The mail would be given up after {0}, before it is tried again.", "Thư sẽ bị bỏ sau {0}, trước khi thử lại."),
        new("The name {0}.", "Tên {0}."),
        new("The program knows the field {0} already.", "Chương trình đã có trường {0}."),
        new("The program writes {0} itself.", "Chương trình tự ghi {0}."),
        new("The secret would cross the network unencrypted to {0}.", "Mật khẩu sẽ đi qua mạng không mã hóa tới {0}."),
        new("The secret would cross the network unencrypted.", "Mật khẩu sẽ đi qua mạng không mã hóa."),
        new("The source {0} stands here a second time.", "Nguồn {0} được ghi hai lần ở đây."),
        new(
            "The source says itself which page is next: one that repeats is no end.",
            "Nguồn tự cho biết trang sau: trang lặp lại không phải trang cuối."
        ),
        new("The table has no line.", "Bảng không có dòng nào."),
        new("There is a step after {0} already.", "Đã có bước sau {0}."),
        new("There is an exception of {0} already.", "Đã có ngoại lệ của {0}."),
        new("{0} would be the day of every year's report.", "{0} sẽ thành ngày của báo cáo mọi năm."),
        new("Name the period that it is for.", "Ghi kỳ mà ngày này dành cho."),
        new("There is no encoding {0}.", "Không có bảng mã {0}."),
        new("There is no file {0}.", "Không có tệp {0}."),
        new("There is no source {0} in poll.json.", "Trong poll.json không có nguồn {0}."),
        new("There is no source {0} in sources.", "Trong sources không có nguồn {0}."),
        new("This account may not read it.", "Tài khoản này không được đọc tệp."),
        new(
            "Undo the last edit, or delete the file: the program's own is taken then.",
            "Hoàn lại lần sửa cuối, hoặc xóa tệp: khi đó dùng tệp của chương trình."
        ),
        new("Use start-tls or tls, or leave out user and secret.", "Dùng start-tls hoặc tls, hoặc bỏ user và secret."),
        new("What is measured, and a secret, would cross the network unencrypted.", "Số liệu đo và mật khẩu sẽ đi qua mạng không mã hóa."),
        new("Whoever holds the role {0} has no daily mail.", "Người giữ vai trò {0} không nhận thư hằng ngày."),
        new("Write \"after\": \"15 days\" instead.", "Thay vào đó viết \"after\": \"15 days\"."),
        new("Write \"period\": \"year\", or take years out.", "Ghi \"period\": \"year\", hoặc bỏ years."),
        new(
            "Write \"type\": \"date\" for it in ownFields of reconcile.json.",
            "Ghi \"type\": \"date\" cho trường này trong ownFields của reconcile.json."
        ),
        new("Write 0 for a day off, 1 for a working Saturday.", "Ghi 0 cho ngày nghỉ, 1 cho thứ Bảy làm bù."),
        new("Write {0}, or leave it empty.", "Ghi {0}, hoặc để trống."),
        new("Write a smaller number than linkFrom.", "Ghi số nhỏ hơn linkFrom."),
        new("Write an https address.", "Ghi địa chỉ https."),
        new(
            "Write an https address; http is for a collector on this machine.",
            "Ghi địa chỉ https; http chỉ dùng cho máy thu trên chính máy này."
        ),
        new("Write at least \"1 day\".", "Ghi ít nhất \"1 day\" (1 ngày)."),
        new("Write clusters there: name, year, head and members.", "Ghi clusters ở đó: tên, năm, đơn vị cụm trưởng và các đơn vị."),
        new("Write it anew.", "Viết lại."),
        new("Write it without accents.", "Viết không dấu."),
        new("Write its names, separated by semicolons.", "Ghi các tên, cách nhau bằng dấu chấm phẩy."),
        new(
            "Write keep, new or none, or leave it empty while it is undecided.",
            "Ghi keep, new hoặc none, hoặc để trống khi chưa quyết định."
        ),
        new("Write letters, digits and hyphens, such as X-Client.", "Ghi chữ, số và gạch nối, như X-Client."),
        new("Write more than {0}, such as \"3 days\".", "Ghi lớn hơn {0}, như \"3 days\" (3 ngày)."),
        new("Write the code of the unit it went into.", "Ghi mã của đơn vị đã nhập vào."),
        new("Write the day, such as 1950-11-17, or the month, such as 1973-09.", "Ghi ngày như 1950-11-17, hoặc tháng như 1973-09."),
        new("Write the name anew.", "Viết lại tên."),
        new("Write two capital letters of ISO 3166-1, such as FR.", "Viết hai chữ hoa theo ISO 3166-1 như FR."),
        new("Write two digits, such as 01.", "Viết hai chữ số, như 01."),
        new(
            "Write utf-8, utf-16, windows-1258 or windows-1252, or leave it out.",
            "Ghi utf-8, utf-16, windows-1258 hoặc windows-1252, hoặc bỏ đi."
        ),
        new("Write yes or no.", "Ghi yes hoặc no."),
        new(
            "alsoAllowed says register, but no source is named whose addresses are believed.",
            "alsoAllowed ghi register, nhưng chưa ghi nguồn nào có địa chỉ đáng tin."
        ),
        new("never names all of it, so that nobody gets it.", "never ghi tất cả, nên không ai nhận được."),
        new("staff.json has no position {0}.", "Trong staff.json không có vị trí {0}."),
        new("staff.json names no cluster.", "staff.json chưa ghi cụm nào."),
        new("{0} fits every row.", "{0} khớp với mọi dòng."),
        new("{0} is no time to wait.", "{0} không phải thời gian chờ."),
        new(
            "{0} cannot be an id: it has a slash, or is the program's own.",
            "{0} không dùng làm mã được: có dấu gạch chéo, hoặc là từ của chương trình."
        ),
        new("{0} does not write a day.", "{0} không phải cách viết ngày."),
        new("{0} is no content type.", "{0} không phải kiểu nội dung (content type)."),
        new("{0} is no host.", "{0} không phải tên máy."),
        new("{0} is no name of a header or parameter.", "{0} không phải tên của header hoặc tham số."),
        new("{0} is no name of a query parameter.", "{0} không phải tên của tham số trong địa chỉ."),
        new("{0} is no name of a server.", "{0} không phải tên máy chủ."),
        new("{0} is no name of a source.", "{0} không phải tên nguồn."),
        new("{0} is no sheet.", "{0} không phải bảng tính."),
        new("{0} is no workbook.", "{0} không phải tệp Excel."),
        new("{0} is not the name of a field.", "{0} không phải tên trường."),
        new("{0} is not the name of a server.", "{0} không phải tên máy chủ."),
        new("A brace is not closed, or holds no field: {0}.", "Một dấu ngoặc nhọn chưa đóng, hoặc không chứa tên trường: {0}."),
        new("A delimiter is one character.", "Dấu phân cách là một ký tự."),
        new("Add \"certificateFile\".", "Thêm \"certificateFile\"."),
        new(
            "Add \"graph\": { \"mailbox\": …, \"tenant\": …, \"clientId\": …, \"secret\": \"graph\" }.",
            "Thêm \"graph\": { \"mailbox\": …, \"tenant\": …, \"clientId\": …, \"secret\": \"graph\" }."
        ),
        new("Add \"name\", such as X-Api-Key.", "Thêm \"name\", như X-Api-Key."),
        new("Add \"parameter\".", "Thêm \"parameter\"."),
        new(
            "Add \"smtp\" or \"graph\" within alarm, as for the first transport.",
            "Thêm \"smtp\" hoặc \"graph\" trong alarm, như ở đường gửi thứ nhất."
        ),
        new("Add \"smtp\": { \"host\": \"mail.example.org\" }.", "Thêm \"smtp\": { \"host\": \"mail.example.org\" }."),
        new("Add \"tokenUrl\" with its address.", "Thêm \"tokenUrl\" với địa chỉ."),
        new(
            "Add \"user\" and \"secret\": the mailbox, and the name of the client's secret.",
            "Thêm \"user\" và \"secret\": hộp thư, và tên mật khẩu của ứng dụng."
        ),
        new("Add \"user\".", "Thêm \"user\"."),
        new("Add \"vi\"; mails in Vietnamese have no other.", "Thêm \"vi\"; thư tiếng Việt chỉ dùng bản này."),
        new("Choose another name.", "Chọn tên khác."),
        new("It comes again after no time.", "Khoảng cách nhắc lại bằng không."),
        new("It has neither a rhythm nor days, so it is never held.", "Không có rhythm và cũng không có days, nên không bao giờ diễn ra."),
        new("It has no step, so it is silent for ever.", "Không có bước nào, nên sẽ không bao giờ nhắc."),
        new("It needs either a day or how long after the period's end.", "Cần hoặc một ngày, hoặc khoảng thời gian sau khi hết kỳ."),
        new("It opens no file: certificateFile is missing.", "Không có tệp để mở: thiếu certificateFile."),
        new("It says nothing.", "Chưa ghi gì."),
        new("Name both, or neither for a server that knows this machine.", "Ghi cả hai, hoặc không ghi gì nếu máy chủ nhận ra máy này."),
        new("No secret is named for it.", "Chưa ghi tên mật khẩu cho mục này."),
        new("Nothing is put into braces here: {0}.", "Ở đây không điền gì vào ngoặc nhọn: {0}."),
        new("On the due day nothing is overdue yet.", "Đúng ngày hạn thì chưa quá hạn."),
        new("Only excel has sheets.", "Chỉ excel mới có sheet."),
        new("Only json has a list within.", "Chỉ json mới có list."),
        new("Only one of user and secret is there.", "Chỉ có một trong hai: user và secret."),
        new("Only {signBy} is filled in here: {0}.", "Ở đây chỉ điền được {signBy}: {0}."),
        new("Port {0} is not that of a server that takes mail.", "Cổng {0} không phải cổng của máy chủ nhận thư."),
        new(
            "Take it out; store the secret with `secret set NAME` and name it in auth.",
            "Bỏ ra; lưu mật khẩu bằng `secret set TÊN` rồi gọi tên đó trong auth."
        ),
        new("Take the braces out.", "Bỏ dấu ngoặc nhọn."),
        new("That is no name of a secret.", "Đó không phải tên của một mật khẩu."),
        new("The Vietnamese text is missing.", "Thiếu văn bản tiếng Việt."),
        new("The client id is missing.", "Thiếu client id."),
        new("The first delay is {0}.", "Thời gian chờ đầu tiên là {0}."),
        new("The other roles follow from the register.", "Các vai trò khác lấy từ sổ đăng ký."),
        new("The query parameter that carries the page is missing.", "Thiếu tham số địa chỉ mang số trang."),
        new("The rule has no step, so it is silent for ever.", "Quy tắc không có bước nào, nên sẽ không bao giờ nhắc."),
        new("The second transport is named, but not what it needs.", "Đã ghi đường gửi thứ hai nhưng thiếu phần đường đó cần."),
        new(
            "The source {0} does not say, or says twice, what tells its rows apart.",
            "Nguồn {0} chưa ghi, hoặc ghi hai lần, cách phân biệt các dòng."
        ),
        new("The source {0} does not say, or says twice, where it is.", "Nguồn {0} chưa ghi, hoặc ghi hai lần, nơi lấy dữ liệu."),
        new("The transport is graph, but no mailbox is named.", "Đường gửi là graph nhưng chưa ghi hộp thư."),
        new("The transport is smtp, but no server is named.", "Đường gửi là smtp nhưng chưa ghi máy chủ."),
        new("The user is missing.", "Thiếu user."),
        new("Where tokens are got is missing.", "Thiếu nơi lấy token."),
        new("Write \"port\": 993 with tls, 143 with start-tls.", "Viết \"port\": 993 với tls, 143 với start-tls."),
        new(
            "Write \"rhythm\": \"first Monday of the month\" or \"days\": [\"2026-09-14\"].",
            "Viết \"rhythm\": \"first Monday of the month\" hoặc \"days\": [\"2026-09-14\"]."
        ),
        new("Write 587 with start-tls, 465 with tls, 25 inside the house.", "Viết 587 với start-tls, 465 với tls, 25 trong mạng nội bộ."),
        new("Write a .csv or .xlsx file.", "Ghi một tệp .csv hoặc .xlsx."),
        new("Write a field of the partner such as {boardSize}.", "Viết một trường của tổ chức như {boardSize}."),
        new(
            "Write a mailbox or an address of plain letters, such as it@example.org.",
            "Viết một hộp thư hoặc địa chỉ bằng chữ không dấu, như it@example.org."
        ),
        new(
            "Write a name of small letters, digits and dashes, and store the secret itself with `secret set NAME`.",
            "Viết tên gồm chữ thường, số và gạch nối, rồi lưu mật khẩu bằng `secret set TÊN`."
        ),
        new(
            "Write a period of the report, such as 2026-H1, 2026-Q3, 2026-07 or 2026.",
            "Viết một kỳ của báo cáo, như 2026-H1, 2026-Q3, 2026-07 hoặc 2026."
        ),
        new("Write a short name of a-z, 0-9 and hyphens, such as source-a.", "Viết tên ngắn gồm a-z, 0-9 và gạch nối, như source-a."),
        new("Write a short name without a slash, such as half-year-report.", "Viết tên ngắn không có gạch chéo, như half-year-report."),
        new("Write an .xlsx file.", "Ghi một tệp .xlsx."),
        new("Write at least \"1 working day\".", "Ghi ít nhất \"1 working day\" (1 ngày làm việc)."),
        new(
            "Write id with the source's own columns, or key with our fields; not both.",
            "Ghi id với cột của nguồn, hoặc key với trường của ta; không ghi cả hai."
        ),
        new(
            "Write letters and digits, the first a small letter, such as historicVisit.",
            "Viết chữ và số, bắt đầu bằng chữ thường, như historicVisit."
        ),
        new("Write letters, digits and hyphens, such as Accept-Language.", "Viết chữ, số và gạch nối, như Accept-Language."),
        new("Write one of url, urls, file or folder.", "Ghi một trong: url, urls, file hoặc folder."),
        new("Write plain letters; name a secret in auth.", "Viết chữ không dấu; mật khẩu thì gọi tên trong auth."),
        new("Write the name alone, such as X-Api-Key.", "Chỉ viết tên, như X-Api-Key."),
        new(
            "Write the name alone, such as mail.example.org; the port has a key of its own.",
            "Chỉ viết tên, như mail.example.org; cổng có khóa riêng."
        ),
        new("Write the name alone, such as page.", "Chỉ viết tên, như page."),
        new("Write the two digits of a province of today, such as 24.", "Viết hai chữ số của tỉnh hiện nay, như 24."),
        new(
            "Write two capital letters of ISO 3166-1, such as FR, or VN- and the two digits of a province.",
            "Viết hai chữ hoa theo ISO 3166-1 như FR, hoặc VN- và hai chữ số của tỉnh."
        ),
        new("Write what those rows begin with, such as \"Tổng cộng*\".", "Viết phần đầu của các dòng đó, như \"Tổng cộng*\"."),
        new("Write why it is paused.", "Ghi lý do tạm dừng."),
        new(
            "Write year, month and day in .NET's letters, such as yyyy-MM-ddTHH:mm:ssZ.",
            "Viết năm, tháng, ngày theo ký hiệu .NET, như yyyy-MM-ddTHH:mm:ssZ."
        ),
        new("Write { \"day\": \"07-08\" } or { \"after\": \"15 days\" }.", "Viết { \"day\": \"07-08\" } hoặc { \"after\": \"15 days\" }."),
        new(
            "Write {signBy} for the day by which the letter must be signed, or take the braces out.",
            "Viết {signBy} cho ngày phải ký thư, hoặc bỏ dấu ngoặc nhọn."
        ),
        new(
            "Write such as {0}, the month such as {1}, or {2} without a year.",
            "Viết như {0}, tháng như {1}, hoặc {2} khi không biết năm."
        ),
        new("Write { … }.", "Viết { … }."),
        new("Write { \"name\": … }.", "Viết { \"name\": … }."),
    ];
}
