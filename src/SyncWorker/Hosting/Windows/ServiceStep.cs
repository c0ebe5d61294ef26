namespace SyncWorker.Hosting.Windows;

/// <summary>One change that installing makes; its text is what <c>--what-if</c> prints, with every value of the call.</summary>
abstract record ServiceStep
{
    public sealed record MakeFolder(string Path) : ServiceStep
    {
        public override string ToString() => $"CreateDirectory            {Path}";
    }

    /// <param name="From">A file of the program's own config folder.</param>
    /// <param name="To">Where the administrator will edit it.</param>
    public sealed record CopyFile(string From, string To) : ServiceStep
    {
        public override string ToString() => $"CopyFile                   {From} -> {To}";
    }

    /// <summary>
    /// Nothing inherited: SYSTEM and Administrators full control, the service what it needs, no other account. Administrators become
    /// the owner, because every user may make folders in %ProgramData%, and whoever made one before us could change its rights.
    /// </summary>
    public sealed record SetRights(string Path, string ServiceSid, bool ServiceWrites) : ServiceStep
    {
        public override string ToString() =>
            $"SetAccessControl           {Path}: owner S-1-5-32-544; no inheritance; S-1-5-18 (SYSTEM) full; S-1-5-32-544 (Administrators) full; {ServiceSid} (the service) {(ServiceWrites ? "modify" : "read")}";
    }

    public sealed record Create(ServiceSetup Setup, string Account) : ServiceStep
    {
        public override string ToString() =>
            $"CreateService              name={Setup.Name} display={Setup.Name} type=0x10 (own process) start=2 (automatic) error=1 (normal) account={Account} path={Setup.CommandLine}";
    }

    public sealed record ChangeCommandLine(string CommandLine, string Was) : ServiceStep
    {
        public override string ToString() => $"ChangeServiceConfig        path={CommandLine} (was {Was})";
    }

    public sealed record ChangeAccount(string Account, string? Password, string Was) : ServiceStep
    {
        public override string ToString() => $"ChangeServiceConfig        account={Account} (was {Was})";
    }

    /// <summary>The right to log on as a service: virtual and built-in accounts have it, others are given it.</summary>
    public sealed record GrantLogon(string Account) : ServiceStep
    {
        public override string ToString() => $"LsaAddAccountRights        account={Account} right=SeServiceLogonRight";
    }

    public sealed record SetDescription(string Text) : ServiceStep
    {
        public override string ToString() => $"ChangeServiceConfig2 (1)   description={Text}";
    }

    public sealed record SetFailureActions : ServiceStep
    {
        public override string ToString() =>
            $"ChangeServiceConfig2 (2)   failure actions: restart after {string.Join(", ", ServiceSetup.Restarts.Select(delay => $"{delay.TotalSeconds:0} s"))}; forgotten after {ServiceSetup.RestartsForgotten.TotalSeconds:0} s";
    }

    /// <summary>
    /// A yes or a number: delayed start (3), failure actions also after an exit code (4), service SID (5), pre-shutdown time (7).
    /// </summary>
    public sealed record SetNumber(uint Level, string What, uint Value) : ServiceStep
    {
        public override string ToString() => $"ChangeServiceConfig2 ({Level})   {What}={Value}";
    }

    public sealed record AddEventSource(string Source) : ServiceStep
    {
        public override string ToString() => $"CreateEventSource          source={Source} log=Application";
    }

    public sealed record Keep(string What) : ServiceStep
    {
        public override string ToString() => $"(kept)                     {What}";
    }
}
