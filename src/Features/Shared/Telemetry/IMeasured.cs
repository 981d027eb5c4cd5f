namespace Chat.Features.Shared.Telemetry;

/// <summary>A command with metrics. Called once after the commit, not for failed tries or replayed answers.</summary>
internal interface IMeasured<TResponse>
{
    void Measure(TResponse response);
}
