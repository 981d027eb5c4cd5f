namespace Chat.Features.Shared.Idempotency;

internal sealed class IdempotencyFeature : Feature
{
    public override IReadOnlyCollection<DocumentTable> Documents =>
        [DocumentTable.Of<IdempotentAnswer>(text: new(nameof(IdempotentAnswer.Id), nameof(IdempotentAnswer.Sealed)))];

    public override void AddServices(IServiceCollection services) => services.AddSingleton<IdempotentAnswers>();
}
