using System.Text;

namespace Dionaea.Analysis;

/// <summary>Makes a row of <c>connections</c> from a record.</summary>
/// <param name="fields">The names of the values.</param>
/// <param name="times">How times are written.</param>
internal sealed class ConnectionRow(ConnectionFields fields, LogTimes times)
{
    /// <summary>Fills an incident, which is rejected when something is not of its type.</summary>
    /// <param name="incident">The empty incident, with its line.</param>
    /// <param name="record">The record.</param>
    /// <param name="line">The line that the record's values stand in.</param>
    /// <param name="root">The root's number; missing where the format has none.</param>
    /// <param name="parent">The parent's number.</param>
    public void Fill(Incident incident, ILogRecord record, ReadOnlySpan<byte> line, LogValue root = default, LogValue parent = default)
    {
        var time = ConnectionFields.Find(record, fields.Time);
        if (!time.HasValue)
            incident.Reject($"the member '{Name(fields.Time)}' is missing");
        else if (!times.TryRead(time, line, out var seconds))
            incident.Reject($"the member '{Name(fields.Time)}' is no time like {LogTimes.Example}");
        else
            incident.Time = seconds;
        FillColumns(incident, record, line, root, parent);
    }

    private void FillColumns(Incident incident, ILogRecord record, ReadOnlySpan<byte> line, LogValue root, LogValue parent)
    {
        incident.Table = RowTable.Connections;
        Text(incident, record, line, fields.Type);
        Text(incident, record, line, fields.Transport);
        Text(incident, record, line, fields.Protocol);
        incident.Add(new IncidentField(default, IncidentValueKind.Real, default, BitConverter.DoubleToInt64Bits(incident.Time)));
        root.AddTo(incident, line);
        parent.AddTo(incident, line);
        Text(incident, record, line, fields.LocalHost);
        Port(incident, record, line, fields.LocalPort);
        Text(incident, record, line, fields.RemoteHost);
        Text(incident, record, line, fields.RemoteHostname);
        Port(incident, record, line, fields.RemotePort);
    }

    private static string Name(byte[][] names) => Encoding.UTF8.GetString(names[0]);

    private static void Text(Incident incident, ILogRecord record, ReadOnlySpan<byte> line, byte[][] names)
    {
        var value = ConnectionFields.Find(record, names);
        if (value.HasValue && value.Kind != IncidentValueKind.Text)
            incident.Reject($"the member '{Name(names)}' is no text");
        value.AddTo(incident, line);
    }

    private static void Port(Incident incident, ILogRecord record, ReadOnlySpan<byte> line, byte[][] names)
    {
        var value = ConnectionFields.Find(record, names);
        if (value.TryInteger(line, out var port))
            value = new LogValue(IncidentValueKind.Integer, Number: port);
        else if (value is { Kind: IncidentValueKind.Text, Length: 0 })
            value = new LogValue(IncidentValueKind.Null);
        else if (value.HasValue)
            incident.Reject($"the member '{Name(names)}' is no whole number");
        value.AddTo(incident, line);
    }
}
