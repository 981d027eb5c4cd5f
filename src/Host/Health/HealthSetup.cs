using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Host.Health;

/// <summary>Plain endpoints: the framework's health checks are not in the OpenAPI document and answer 503 without a problem.</summary>
internal static class HealthSetup
{
    public static void AddHealth(this WebApplicationBuilder builder) => builder.Services.AddSingleton<StorageProbe>();

    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("/health").WithTags("Health").AllowAnonymous();
        health.MapGet("/live", () => TypedResults.Ok(new HealthStatus("live")))
            .WithName("GetLiveness")
            .WithSummary("Whether the process answers.");
        health.MapGet("/ready", Ready)
            .WithName("GetReadiness")
            .WithSummary("Whether the schema is there and the database answers.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Ok<HealthStatus>> Ready(StorageProbe storage, CancellationToken token)
    {
        await storage.AnswerAsync(token);
        return TypedResults.Ok(new HealthStatus("ready"));
    }
}

/// <summary>The answer of a health check that passed.</summary>
/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
internal sealed record HealthStatus(string Status);
