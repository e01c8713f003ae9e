using System.Net;
using Dionaea.Analysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Dionaea.Cli;

/// <summary>
/// Listens for what dionaea's log_incident posts, and answers once it is durable. Every other request is
/// answered as if there were nothing here.
/// </summary>
internal sealed class Collector : IDisposable
{
    // The bodies that are held at a time, in bytes.
    private const long MostHeld = 256L << 20;
    private const int MostConnections = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly IReadOnlyList<Sensor> _sensors;
    private readonly long _maxBody;
    private readonly WebApplication _application;
    private long _held;
    private volatile bool _isClosing;

    /// <summary>Starts to listen.</summary>
    /// <param name="address">Where.</param>
    /// <param name="sensors">Who may send.</param>
    /// <param name="maxBody">The largest body that is taken, in bytes.</param>
    /// <exception cref="WorkbenchException">Nobody can listen there.</exception>
    public Collector(IPEndPoint address, IReadOnlyList<Sensor> sensors, long maxBody)
    {
        _sensors = sensors;
        _maxBody = maxBody;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseShutdownTimeout(Patience).ConfigureKestrel(kestrel => Limit(kestrel, address, maxBody));
        _application = builder.Build();
        _application.Run(Answer);
        try
        {
            _application.StartAsync().GetAwaiter().GetResult();
        }
        catch (IOException e)
        {
            ((IDisposable)_application).Dispose();
            throw WorkbenchException.Failed($"Nobody can listen at {address}: {Suggestion.Excerpt(e.Message)}", "Choose another port, or end the program that has it.", e);
        }
    }

    /// <summary>Where it listens.</summary>
    public string Address => _application.Urls.First();

    /// <summary>Refuses new requests, stores and answers those that are there, and stops to listen.</summary>
    public void Dispose()
    {
        _isClosing = true;
        foreach (var sensor in _sensors)
            sensor.Intake.Dispose();
        _application.StopAsync().GetAwaiter().GetResult();
        ((IDisposable)_application).Dispose();
    }

    private static void Limit(KestrelServerOptions kestrel, IPEndPoint address, long maxBody)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = maxBody;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MaxRequestHeaderCount = 50;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Listen(address, listen => listen.Protocols = HttpProtocols.Http1);
    }

    private async Task Answer(HttpContext context)
    {
        var sensor = Find(context.Request.Path.Value ?? "");
        if (sensor is null || !HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!sensor.TryEnter())
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        var length = context.Request.ContentLength ?? _maxBody;
        if (length > _maxBody)
        {
            // The server reads the rest for some seconds, so that the sender gets to see the answer.
            context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        try
        {
            var isFull = Interlocked.Add(ref _held, length) > MostHeld;
            context.Response.StatusCode = _isClosing || isFull
                ? StatusCodes.Status503ServiceUnavailable
                : await Take(context, sensor, length);
        }
        finally
        {
            Interlocked.Add(ref _held, -length);
        }
    }

    private static async Task<int> Take(HttpContext context, Sensor sensor, long length)
    {
        byte[] body;
        try
        {
            using var bytes = new MemoryStream(context.Request.ContentLength is null ? 0 : (int)length);
            await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
            body = bytes.ToArray();
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException e)
        {
            return e.StatusCode;
        }

        return await sensor.Intake.Submit(body) switch
        {
            IntakeAnswer.Stored => StatusCodes.Status204NoContent,
            IntakeAnswer.Malformed => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status503ServiceUnavailable,
        };
    }

    // All are compared, whichever it is.
    private Sensor? Find(string path)
    {
        var digest = Sensor.Digest(path);
        Sensor? found = null;
        foreach (var sensor in _sensors)
            found = sensor.IsAt(digest) ? sensor : found;
        return found;
    }
}
