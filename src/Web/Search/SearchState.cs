using System.Net;

namespace Chat.Web.Search;

/// <summary>What a search found so far.</summary>
internal sealed class SearchState(IChatApi chat) : IDisposable
{
    private const int PartSize = 20;

    private CancellationTokenSource? _loading;
    private string? _cursor;

    public event Action? Changed;

    public SearchRequest Request { get; private set; } = new("");

    public List<SearchHit> Hits { get; } = [];

    public bool IsLoading => _loading is not null;

    public bool HasMore => _cursor is not null;

    /// <summary>What is wrong with the words, for the one who typed them.</summary>
    public string? Problem { get; private set; }

    public ChatException? Error { get; private set; }

    /// <summary>Searches for something else. Only the answer to the last call is shown.</summary>
    public Task SearchAsync(SearchRequest request)
    {
        Stop();
        (Request, _cursor, Problem, Error) = (request, null, null, null);
        Hits.Clear();
        if (request.Text.Length > 0)
            return LoadAsync();
        Changed?.Invoke();
        return Task.CompletedTask;
    }

    public Task LoadMoreAsync() => IsLoading || !HasMore ? Task.CompletedTask : LoadAsync();

    /// <summary>Asks once more for the part that failed.</summary>
    public Task RetryAsync() => LoadAsync();

    public void Dispose() => Stop();

    private void Stop()
    {
        _loading?.Cancel();
        _loading = null;
    }

    private async Task LoadAsync()
    {
        using var loading = new CancellationTokenSource();
        (_loading, Error) = (loading, null);
        Changed?.Invoke();
        try
        {
            var count = Hits.Count;
            // The service ends a long comparison with a cursor, and perhaps without a hit.
            do
            {
                var page = await AskAsync(loading.Token);
                if (_loading != loading)
                    return;
                Hits.AddRange(page.Hits);
                _cursor = page.NextCursor;
            }
            while (Hits.Count == count && HasMore);
        }
        catch (OperationCanceledException) when (loading.IsCancellationRequested)
        {
            return;
        }
        catch (ChatException error)
        {
            if (_loading != loading)
                return;
            if (error.Status == HttpStatusCode.BadRequest && error.Errors.TryGetValue("q", out var problems))
                Problem = string.Join(" ", problems);
            else
                Error = error;
        }
        finally
        {
            if (_loading == loading)
                _loading = null;
        }
        Changed?.Invoke();
    }

    private Task<SearchPage> AskAsync(CancellationToken token) => chat.GetSearchPageAsync(
        Request.Text, Request.AgentType, Request.IsActive, null, Request.MessageType, Request.Begin(), Request.End(), PartSize, _cursor, token);
}
