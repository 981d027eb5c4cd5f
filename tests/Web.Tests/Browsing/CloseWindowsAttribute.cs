using System.Collections.Concurrent;
using System.Reflection;
using Xunit.v3;

[assembly: Web.Tests.Browsing.CloseWindows]

namespace Web.Tests.Browsing;

/// <summary>Closes the windows of a test when it ends: each is a program that goes on computing.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class CloseWindowsAttribute : BeforeAfterTestAttribute
{
    private static readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> Windows = new(StringComparer.Ordinal);

    /// <summary>Of the test that runs.</summary>
    public static void Add(IBrowserContext window) => Windows.GetOrAdd(TestContext.Current.Test!.UniqueID, _ => []).Add(window);

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (Windows.TryRemove(test.UniqueID, out var windows))
            _ = Task.WhenAll(windows.Select(window => window.CloseAsync()));
    }
}
