namespace SyncWorker.Reconcile.Figures;

/// <summary>What figures are called.</summary>
static class FigureWords
{
    /// <summary>In the review and on pages.</summary>
    public static string Vi(Figure figure) =>
        figure.Key switch
        {
            FigureKey.CentralActivities => "Hoạt động của Trung ương và các tổ chức thành viên",
            FigureKey.LocalActivities => "Hoạt động của các Liên hiệp địa phương",
            FigureKey.LocalUnits => "Liên hiệp địa phương có hoạt động",
            FigureKey.AllActivities => "Tổng số hoạt động",
            FigureKey.JointActivities => "Trong đó: hoạt động phối hợp giữa các đơn vị",
            FigureKey.ToldTwice => "Hoạt động được nhiều nơi báo, tính một lần",
            FigureKey.ForeignNgos => "Tổ chức phi chính phủ nước ngoài",
            FigureKey.RegisteredNgos => "Trong đó: đăng ký còn hiệu lực",
            FigureKey.AidValue => "Giá trị viện trợ phi chính phủ nước ngoài",
            FigureKey.CampaignMoney => $"Tiền vận động: {figure.Of}",
            FigureKey.CampaignTimes => $"So với mục tiêu: {figure.Of}",
            FigureKey.ReportsInTime => "Báo cáo gửi đúng hạn",
            FigureKey.ReportsLate => "Báo cáo gửi chậm",
            _ => "Báo cáo quá hạn chưa nhận được",
        };

    /// <summary>What a source is called in the review and on Vietnamese pages.</summary>
    public static string SourceVi(string source) =>
        source switch
        {
            FigureSource.Register => "danh bạ đối tác",
            FigureSource.Reports => "sổ theo dõi báo cáo",
            _ => source,
        };

    /// <summary>On the command line and, with a capital, on English pages.</summary>
    public static string En(Figure figure) =>
        figure.Key switch
        {
            FigureKey.CentralActivities => "activities of the centre and its members",
            FigureKey.LocalActivities => "activities of local unions",
            FigureKey.LocalUnits => "local unions with activities",
            FigureKey.AllActivities => "all activities",
            FigureKey.JointActivities => "of these joint ones",
            FigureKey.ToldTwice => "told more than once, counted once",
            FigureKey.ForeignNgos => "foreign NGOs",
            FigureKey.RegisteredNgos => "of these with a valid registration",
            FigureKey.AidValue => "aid of foreign NGOs",
            FigureKey.CampaignMoney => $"money of {figure.Of}",
            FigureKey.CampaignTimes => $"of the goal of {figure.Of}",
            FigureKey.ReportsInTime => "reports in time",
            FigureKey.ReportsLate => "reports that came late",
            _ => "reports overdue",
        };
}
