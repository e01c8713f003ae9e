namespace Dionaea.Analysis;

/// <summary>Turns the lines of a format into incidents.</summary>
internal interface ILineParser
{
    /// <summary>
    /// Adds the incidents of a line, each by <see cref="LogLine.Add"/>; one that can't be read is marked by
    /// <see cref="Incident.Reject"/>. No line makes it throw.
    /// </summary>
    void Parse(LogLine line);
}
