namespace SyncWorker.Union;

/// <summary>The two languages that mails are written in.</summary>
enum MailLanguage
{
    Vi,
    En,
}

static class MailLanguages
{
    extension(MailLanguage language)
    {
        /// <summary>vi or en (RFC 5646): what the store keeps, and part of a template's file name.</summary>
        public string Code => language == MailLanguage.En ? "en" : "vi";

        /// <summary>The text in that language; the Vietnamese one where there is no English one.</summary>
        public T Choose<T>(T vietnamese, T? english)
            where T : class? => language == MailLanguage.En && english is not null ? english : vietnamese;
    }
}
