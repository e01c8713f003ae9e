namespace Dionaea.Analysis;

/// <summary>
/// A database file that can be opened read-only and stays still: the user's own where that is safe, else an
/// unpacked or private copy in the cache. The user's file is never written, and nothing appears beside it.
/// Dispose it after every connection to <see cref="Path"/> is closed.
/// </summary>
public sealed class DatabaseFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly DatabaseBytes _bytes;
    private readonly IDisposable? _copy;
    private readonly DateTime _modified;
    private string? _sha256;

    /// <summary>Takes over the bytes, and the copy if there is one.</summary>
    internal DatabaseFile(string name, string path, DatabaseBytes bytes, IDisposable? copy)
    {
        Name = name;
        Path = path;
        Length = bytes.Length;
        IsCopy = copy is not null;
        _bytes = bytes;
        _copy = copy;
        _modified = File.GetLastWriteTimeUtc(path);
    }

    /// <summary>The path to open read-only, absolute; no journal or write-ahead log lies beside it.</summary>
    public string Path { get; }

    /// <summary>The name of the file that the user named, without its folder.</summary>
    public string Name { get; }

    /// <summary>Whether <see cref="Path"/> is a file of the cache and not the user's own.</summary>
    public bool IsCopy { get; }

    /// <summary>What a reader of the results should know of how the file was read, in full sentences; usually empty.</summary>
    public IReadOnlyList<string> Notes { get; internal init; } = [];

    /// <summary>The bytes of the database that is read.</summary>
    public long Length { get; }

    /// <summary>The SHA-256 where it is known beforehand.</summary>
    internal string? KnownSha256 { init => _sha256 = value; }

    /// <summary>Finds a file that can be read where the user's path leads.</summary>
    /// <param name="path">The user's path; links are followed.</param>
    /// <param name="options">Limits and the cache's folder.</param>
    /// <param name="progress">Told before what may take a while.</param>
    /// <param name="cancellationToken">Ends copying and unpacking.</param>
    /// <exception cref="WorkbenchException">There is no database that can be read; the message says what there is.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static DatabaseFile Open(
        string path, DatabaseFileOptions options, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        WorkbenchCache.RemoveLeftovers(options);
        return new DatabaseOpening(NamedFile.Find(path), options, progress, cancellationToken).Open();
    }

    /// <summary>
    /// The SHA-256 in lower-case hexadecimal of the file that the user named; of the copy when it was live or had
    /// to be recovered; of the packed bytes when it is a gzip file. Read once and kept; may run beside readers.
    /// </summary>
    /// <exception cref="WorkbenchException">The file was changed since it was opened.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public string ComputeSha256(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_sha256 is not null)
                return _sha256;

            var position = 0L;
            var sha256 = GzipFile.Hash(Next, cancellationToken);
            if (_bytes.Length != Length || File.GetLastWriteTimeUtc(Path) != _modified)
            {
                throw WorkbenchException.Input(
                    $"The database '{Suggestion.Excerpt(Name)}' was changed while it was read.",
                    "Read a copy: 'sqlite3 dionaea.sqlite \".backup copy.sqlite\"' makes one.");
            }

            return _sha256 = sha256;

            int Next(byte[] buffer, int offset, int count)
            {
                var read = _bytes.Read(buffer.AsSpan(offset, count), position);
                position += read;
                return read;
            }
        }
    }

    /// <summary>Removes a private copy, lets go of an unpacked one.</summary>
    public void Dispose()
    {
        _bytes.Dispose();
        _copy?.Dispose();
    }
}
