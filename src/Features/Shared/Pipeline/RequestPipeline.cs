using Chat.Features.Shared.Errors;
using Chat.Features.Shared.Users;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Features.Shared.Pipeline;

/// <summary>
/// The way of every request: validate; a query is then handled, while a command waits for its user's turn, is handled and
/// committed, once; either within the call's deadline. The one place where the order is decided and the one owner of the commit.
/// </summary>
internal sealed class RequestPipeline<TRequest, TResponse>(
    IValidator<TRequest> validator, UserGate gate, CallDeadline deadline, CurrentUser user, IServiceProvider services)
    : PipelineBehavior<TRequest, TResponse> where TRequest : IRequest<TResponse>
{
    public override async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        Validate(request);
        if (request is not ICommand)
            return await deadline.WithinAsync(() => next());

        using var turn = await gate.EnterAsync(user.Id, cancellationToken);
        try
        {
            return await deadline.WithinAsync(() => CommitAsync(next, cancellationToken));
        }
        catch (Exception error) when (error is BusyException or StreamLockedException)
        {
            // Whoever waits behind this one would have to wait as long again.
            turn.RefuseWaiting();
            throw;
        }
    }

    private void Validate(TRequest request)
    {
        var result = validator.Validate(request);
        if (!result.IsValid)
            throw new ValidationException(result.Errors);
    }

    private async Task<TResponse> CommitAsync(RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        // Ended before the turn is: unless it is left behind, the lock and the connection are free when the next command starts.
        await using var storage = services.GetRequiredService<IDocumentSession>();
        var response = await next();
        await storage.SaveChangesAsync(cancellationToken);
        return response;
    }
}
