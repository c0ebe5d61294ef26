namespace SyncWorker.Tests.Conventions;

/// <summary>A type of the program and what it names; a nested or generated type counts as the outermost type around it.</summary>
readonly record struct Reference(string From, string To)
{
    public override string ToString() => $"{From} names {To}";
}
