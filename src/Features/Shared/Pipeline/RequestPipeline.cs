using Chat.Features.Shared.Answers;
using Chat.Features.Shared.Changes;
using Chat.Features.Shared.Errors;
using Chat.Features.Shared.Idempotency;
using Chat.Features.Shared.Preconditions;
using Chat.Features.Shared.Telemetry;
using Chat.Features.Shared.Users;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Features.Shared.Pipeline;

/// <summary>
/// The way of every request: validate; a query is then handled, unless its answer is kept and still holds, while a command waits
/// for its user's turn, is handled and committed, once, unless it was already; either within the call's deadline. The one place
/// where the order is decided and the one owner of the commit.
/// </summary>
internal sealed class RequestPipeline<TRequest, TResponse>(
    IValidator<TRequest> validator, UserGate gate, CallDeadline deadline, CurrentUser user, IdempotentCall call, IdempotentAnswers answers,
    Precondition precondition, CommandRetries retries, UserChanges changes, CheckedAnswers checkedAnswers, IServiceProvider services)
    : PipelineBehavior<TRequest, TResponse> where TRequest : IRequest<TResponse>
{
    public override Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken) =>
        RequestSpan.IsWanted ? HandleInSpanAsync(request, next, cancellationToken) : HandleAsync(request, next, cancellationToken);

    private async Task<TResponse> HandleInSpanAsync(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        using var span = RequestSpan.Start(typeof(TRequest).Name);
        try
        {
            var response = await HandleAsync(request, next, cancellationToken);
            span.Succeeded(call.IsReplayed);
            return response;
        }
        catch (Exception error)
        {
            span.Failed(error);
            throw;
        }
    }

    private async Task<TResponse> HandleAsync(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        Validate(request);
        if (request is ICheckedQuery query)
            return await deadline.WithinAsync(() => checkedAnswers.AnswerAsync(user.Id, query, () => next()));
        if (request is not ICommand command)
            return await deadline.WithinAsync(() => next());

        var key = call.TakeKey();
        using var turn = await gate.EnterAsync(NameOfTurn(command), cancellationToken);
        try
        {
            return await deadline.WithinAsync(() => CommitOnceAsync(request, next, key, cancellationToken), turn.Waited);
        }
        catch (Exception error) when (error is BusyException or StreamLockedException || CommandRetries.IsLostConnection(error))
        {
            // Whoever waits behind this one would have to wait as long again.
            turn.RefuseWaiting();
            throw;
        }
    }

    // No user's id holds U+0000.
    private string NameOfTurn(ICommand command) => command.Lane is { } lane ? $"{user.Id}\0{lane}" : user.Id;

    private void Validate(TRequest request)
    {
        var result = validator.Validate(request);
        if (!result.IsValid)
            throw new ValidationException(result.Errors);
    }

    private async Task<TResponse> CommitOnceAsync(
        TRequest request, RequestHandlerDelegate<TResponse> next, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var start = retries.Start();
        for (var tries = 1; ; tries++)
        {
            try
            {
                return tries == 1
                    ? await CommitAsync(services, request, next, key, cancellationToken)
                    : await CommitAgainAsync(request, key, cancellationToken);
            }
            catch (Exception error) when (retries.Allow(error, tries, start, isIdempotent: key is not null))
            {
                await retries.PauseAsync(typeof(TRequest).Name, error, tries, cancellationToken);
            }
        }
    }

    /// <summary>A try of its own: nothing of the one before, its storage session least of all, is left in a new scope; who calls, and what for, goes with it.</summary>
    private async Task<TResponse> CommitAgainAsync(TRequest request, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(user.Id, user.Agent);
        scope.ServiceProvider.GetRequiredService<Precondition>().IfMatch = precondition.IfMatch;
        var handler = scope.ServiceProvider.GetRequiredService<IRequestHandler<TRequest, TResponse>>();
        return await CommitAsync(scope.ServiceProvider, request, () => handler.Handle(request, cancellationToken), key, cancellationToken);
    }

    private async Task<TResponse> CommitAsync(
        IServiceProvider scope, TRequest request, RequestHandlerDelegate<TResponse> handle, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        // Ended before the turn is: unless it is left behind, the lock and the connection are free when the next command starts.
        await using var storage = scope.GetRequiredService<IDocumentSession>();
        if (key is not null && await answers.FindAsync(storage, key, cancellationToken) is { } answer)
        {
            var first = answer.Open<TResponse>(key);
            call.IsReplayed = true;
            return first;
        }

        var response = await handle();
        if (key is not null)
            answers.Record(storage, key, response);
        await storage.SaveChangesAsync(cancellationToken);
        changes.Committed(user.Id);
        if (request is IMeasured<TResponse> measured)
            measured.Measure(response);
        return response;
    }
}
