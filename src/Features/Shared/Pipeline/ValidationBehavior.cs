namespace Chat.Features.Shared.Pipeline;

internal sealed class ValidationBehavior<TRequest, TResponse>(IValidator<TRequest> validator)
    : PipelineBehavior<TRequest, TResponse> where TRequest : IRequest<TResponse>
{
    public override Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        var result = validator.Validate(request);
        return result.IsValid ? next() : throw new ValidationException(result.Errors);
    }
}
