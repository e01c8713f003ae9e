using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>A database file and its profile: what <c>workbench describe</c> shows.</summary>
/// <param name="Database">The file's name without its folder.</param>
/// <param name="Sha256">The SHA-256 of the file, lower-case hex.</param>
/// <param name="Bytes">The size of the database.</param>
/// <param name="Variant">The schema variant in words.</param>
/// <param name="Notes">What is special about how the file was read; may be empty.</param>
/// <param name="Profile">What is in it.</param>
public sealed record Description(
    string Database, string Sha256, long Bytes, string Variant, IReadOnlyList<string> Notes, DatabaseProfile Profile)
{
    /// <summary>Reads a database, hashing it meanwhile.</summary>
    /// <param name="database">The database.</param>
    /// <param name="zone">The IANA name of the zone of calendar days and shown times.</param>
    /// <param name="limits">What each statement may take.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="WorkbenchException">There is no such zone, the file is damaged, or a limit was reached.</exception>
    public static Description Read(HoneypotDatabase database, string zone, Limits limits, CancellationToken cancellation = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sha256 = Task.Run(() => database.ComputeSha256(stop.Token), CancellationToken.None);
        try
        {
            var profile = DatabaseProfile.Read(database, zone, limits, stop.Token);
            return new Description(database.Name, sha256.GetAwaiter().GetResult(), database.Length, database.Variant, database.Notes, profile);
        }
        finally
        {
            // The file must not be closed while it is read.
            stop.Cancel();
            ((IAsyncResult)sha256).AsyncWaitHandle.WaitOne();
        }
    }
}
