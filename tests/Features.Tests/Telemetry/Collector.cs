using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Features.Tests.Telemetry;

/// <summary>Receives OTLP, as protobuf over HTTP, and stores it.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<byte[]> _traces = [], _metrics = [];

    private Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/v1/traces", request => KeepAsync(request, _traces));
        _app.MapPost("/v1/metrics", request => KeepAsync(request, _metrics));
    }

    public string Address => _app.Urls.First();

    /// <summary>The value of the header <c>x-collector-key</c> of every call.</summary>
    public ConcurrentBag<string> Keys { get; } = [];

    /// <summary>The spans as text, with bytes that are no text.</summary>
    public string Traces => TextOf(_traces);

    /// <summary>The metrics as text, with bytes that are no text.</summary>
    public string Metrics => TextOf(_metrics);

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Whether a trace was sent.</summary>
    /// <param name="traceId">In hexadecimal.</param>
    public bool Knows(string traceId) => _traces.Any(body => body.AsSpan().IndexOf(Convert.FromHexString(traceId)) >= 0);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task KeepAsync(HttpContext context, ConcurrentQueue<byte[]> kept)
    {
        context.Request.ContentType.ShouldBe("application/x-protobuf");
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        kept.Enqueue(body.ToArray());
        Keys.Add(context.Request.Headers["x-collector-key"].ToString());
        context.Response.ContentType = "application/x-protobuf";
    }

    private static string TextOf(ConcurrentQueue<byte[]> bodies) => string.Join('\n', bodies.Select(Encoding.UTF8.GetString));
}
