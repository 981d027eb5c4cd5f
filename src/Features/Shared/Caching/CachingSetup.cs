using Microsoft.AspNetCore.OutputCaching;

namespace Chat.Features.Shared.Caching;

/// <summary>Configures the output cache. Endpoints opt in with <c>CacheOutput(StreamStampPolicy.Name)</c>.</summary>
internal static class CachingSetup
{
    internal static void AddCaching(this IServiceCollection services)
    {
        services.AddSingleton<StreamStamps>();
        services.AddSingleton<StreamStampPolicy>();
        services.AddOutputCache();
        services.AddOptions<OutputCacheOptions>().Configure<IOptions<ChatOptions>, StreamStampPolicy>((cache, chat, policy) =>
        {
            cache.SizeLimit = Math.Max(1, chat.Value.ReadCacheMb) * 1024L * 1024;
            cache.MaximumBodySize = StreamStampPolicy.MostBytes;
            cache.AddPolicy(StreamStampPolicy.Name, policy);
        });
    }
}
