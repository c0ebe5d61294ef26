using System.Diagnostics.CodeAnalysis;

namespace Xunit;

/// <summary>What the tests use of xunit 3 and xunit 2 does not have.</summary>
static class XunitTwo
{
    extension(Assert)
    {
        public static void SkipUnless([DoesNotReturnIf(false)] bool condition, string reason)
        {
            if (!condition)
                throw new InvalidOperationException($"left out of the runs on mutants by its name: {reason}");
        }

        public static void SkipWhen([DoesNotReturnIf(true)] bool condition, string reason) => Assert.SkipUnless(!condition, reason);
    }
}

sealed class TestContext
{
    public static TestContext Current { get; } = new();
    public CancellationToken CancellationToken => CancellationToken.None;
    public Abstractions.ITestOutputHelper? TestOutputHelper => null;
}
