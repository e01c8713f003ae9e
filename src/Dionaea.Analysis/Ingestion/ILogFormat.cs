namespace Dionaea.Analysis;

/// <summary>A form in which dionaea, or what collects from it, writes down what happened.</summary>
public interface ILogFormat
{
    /// <summary>The format's name in commands and summaries, for instance <c>log_incident</c>.</summary>
    string Name { get; }

    /// <summary>What the format cannot tell, as full sentences for the summary; may be empty.</summary>
    IReadOnlyList<string> Losses { get; }

    /// <summary>Whether its times are local, so that it can't be read without <see cref="LogInput.Zone"/>.</summary>
    bool NeedsZone { get; }

    /// <summary>Whether content that starts like this is of this format.</summary>
    /// <param name="head">The unpacked content's first bytes, at most <see cref="LogInput.HeadLength"/>; may end amid a line.</param>
    bool Recognises(ReadOnlySpan<byte> head);

    /// <summary>
    /// Starts reading: a log made of lines at <paramref name="from"/>, where a line must start; any other, which is not
    /// read in parts, at its start.
    /// </summary>
    ILogReader Open(LogInput input, LogPosition from);
}
