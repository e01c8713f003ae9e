namespace Dionaea.Analysis;

/// <summary>One record of a log: values by name, wherever they stand in its line.</summary>
internal interface ILogRecord
{
    /// <summary>The last value of that name; of the kind <see cref="IncidentValueKind.Missing"/> when there is none.</summary>
    LogValue Find(ReadOnlySpan<byte> name);
}
