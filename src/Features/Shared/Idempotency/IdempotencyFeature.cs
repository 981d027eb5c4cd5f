namespace Chat.Features.Shared.Idempotency;

/// <summary>Calls with an idempotency key, and the answers that are kept for them.</summary>
internal sealed class IdempotencyFeature : Feature
{
    public override IReadOnlyCollection<DocumentTable> Documents => [DocumentTable.Of<IdempotentAnswer>()];

    public override void AddServices(IServiceCollection services) => services.AddSingleton<IdempotentAnswers>();
}
