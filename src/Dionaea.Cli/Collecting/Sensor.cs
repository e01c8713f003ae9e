using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Dionaea.Analysis;

namespace Dionaea.Cli;

/// <summary>A sensor that sends, known by the secret in the path it sends to.</summary>
internal sealed class Sensor : IDisposable
{
    private readonly byte[] _path;
    private readonly TokenBucketRateLimiter _rate;

    /// <summary>Opens the sensor's database.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="rate">How many incidents a second are taken; twice as many at once.</param>
    /// <param name="intake">What takes them.</param>
    public Sensor(string name, string secret, int rate, SensorIntake intake)
    {
        Name = name;
        Intake = intake;
        _path = Digest("/" + secret);
        _rate = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = 2 * rate,
            TokensPerPeriod = Math.Max(1, rate / 10),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, rate / 10) / (double)rate),
            QueueLimit = 0,
        });
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What takes its incidents.</summary>
    public SensorIntake Intake { get; }

    /// <summary>The digest by which paths are compared, so that the time it takes tells nothing.</summary>
    public static byte[] Digest(string path) => SHA256.HashData(Encoding.UTF8.GetBytes(path));

    /// <summary>Whether a path is this sensor's.</summary>
    public bool IsAt(byte[] digest) => CryptographicOperations.FixedTimeEquals(digest, _path);

    /// <summary>Whether one more may come now.</summary>
    public bool TryEnter()
    {
        using var lease = _rate.AttemptAcquire();
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Intake.Dispose();
        _rate.Dispose();
    }
}
