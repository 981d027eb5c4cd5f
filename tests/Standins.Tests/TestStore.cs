using Microsoft.Extensions.DependencyInjection;

namespace Standins.Tests;

/// <summary>Makes a store through the same registration as the host.</summary>
internal static class TestStore
{
    public static IDocumentStore Create(StoreOptions options)
    {
        var services = new ServiceCollection();
        services.AddMarten(_ => options);
        return services.BuildServiceProvider().GetRequiredService<IDocumentStore>();
    }
}
