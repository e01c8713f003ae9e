using System.Text;

namespace Dionaea.Analysis;

/// <summary>
/// One incident as dionaea reported it: an origin, a time, connections, and fields by name. It is filled, written,
/// cleared and filled again: everything lies in one buffer that is kept, so that an incident costs no allocation.
/// Spans that it gives are valid until it is changed. Texts and bytes end at their first NUL, as dionaea's incidents
/// cut them. When a field is added twice the last one counts.
/// </summary>
public sealed class Incident
{
    /// <summary>How many fields an incident may have; dionaea's have at most 16.</summary>
    public const int MaxFields = 1000;

    private const int KeptBufferLength = 16 * 1024;
    private byte[] _buffer = NewBuffer(1024);
    private IncidentField[] _fields = new IncidentField[16];
    private TextRange _line;
    private TextRange _origin;
    private int _length;

    /// <summary>Makes an empty incident.</summary>
    public Incident()
    {
        Con = new IncidentConnection(this);
        Parent = new IncidentConnection(this);
        Child = new IncidentConnection(this);
    }

    /// <summary>When it was reported: Unix seconds, UTC.</summary>
    public double Time { get; set; }

    /// <summary>What happened (<c>dionaea.download.offer</c>), in UTF-8.</summary>
    public ReadOnlySpan<byte> Origin { get => Bytes(_origin); set => _origin = Keep(value); }

    /// <summary>The connection it is about (field <c>con</c>).</summary>
    public IncidentConnection Con { get; }

    /// <summary>The first connection of a link (field <c>parent</c>).</summary>
    public IncidentConnection Parent { get; }

    /// <summary>The second connection of a link (field <c>child</c>).</summary>
    public IncidentConnection Child { get; }

    /// <summary>How many fields there are, connections left out.</summary>
    public int FieldCount { get; private set; }

    /// <summary>Why the line it was read from is no incident that can be stored; null when it is one.</summary>
    public string? Rejection { get; private set; }

    /// <summary>The log it was read from; null when it was made by a program.</summary>
    public LogInput? Source { get; set; }

    /// <summary>The number of its line in the log, from 1; 0 when it was made by a program.</summary>
    public long LineNumber { get; set; }

    /// <summary>Where its line starts in the log's unpacked content, in bytes.</summary>
    public long LineOffset { get; set; }

    /// <summary>The line it was read from; empty unless <see cref="SetLine"/> was called.</summary>
    public ReadOnlySpan<byte> Line => Bytes(_line);

    /// <summary>
    /// The table of which it is a row, for what is told by rows and not by dionaea's incidents; else null. Its fields
    /// are then the table's columns behind the row number, in their order.
    /// </summary>
    internal RowTable? Table { get; set; }

    /// <summary>The row's number in its log; null when it has none, and then belongs to the connection before it.</summary>
    internal long? RowNumber { get; set; }

    /// <summary>
    /// Whether its connection gets a row when it has none: logs that tell of captures alone, say, do not tell of the
    /// connections that brought them.
    /// </summary>
    internal bool BringsConnection { get; set; }

    /// <summary>Empties it, for reuse.</summary>
    public void Clear()
    {
        Table = null;
        BringsConnection = false;
        RowNumber = null;
        Con.Clear();
        Parent.Clear();
        Child.Clear();
        Time = 0;
        FieldCount = 0;
        Rejection = null;
        Source = null;
        LineNumber = LineOffset = 0;
        _line = _origin = default;
        _length = 0;
        if (_buffer.Length > KeptBufferLength)
            _buffer = NewBuffer(1024);
        if (_fields.Length > 64)
            _fields = new IncidentField[16];
    }

    /// <summary>Keeps a copy of the line that the incident is read from, for the case that it is rejected.</summary>
    public void SetLine(ReadOnlySpan<byte> line) => _line = Keep(line);

    /// <summary>Marks the line as not storable.</summary>
    /// <param name="reason">What was found and what was expected, as a clause ("the field 'url' is missing").</param>
    public void Reject(string reason) => Rejection = reason;

    /// <summary>Adds a field that is None.</summary>
    /// <exception cref="InvalidOperationException">There are <see cref="MaxFields"/> already; so do the others.</exception>
    public void AddNull(ReadOnlySpan<byte> name) => Add(new IncidentField(Keep(name), IncidentValueKind.Null, default, 0));

    /// <summary>Adds a whole number.</summary>
    public void Add(ReadOnlySpan<byte> name, long value) => Add(new IncidentField(Keep(name), IncidentValueKind.Integer, default, value));

    /// <summary>Adds a number with a fraction.</summary>
    public void Add(ReadOnlySpan<byte> name, double value) =>
        Add(new IncidentField(Keep(name), IncidentValueKind.Real, default, BitConverter.DoubleToInt64Bits(value)));

    /// <summary>Adds text; lone surrogates become U+FFFD.</summary>
    public void Add(ReadOnlySpan<byte> name, string value)
    {
        var start = Reserve(Encoding.UTF8.GetMaxByteCount(value.Length));
        var text = new TextRange(start, Encoding.UTF8.GetBytes(value, _buffer.AsSpan(start)));
        _length += text.Length;
        Add(new IncidentField(Keep(name), IncidentValueKind.Text, Cut(text), 0));
    }

    /// <summary>Adds text in UTF-8.</summary>
    public void AddText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        Add(new IncidentField(Keep(name), IncidentValueKind.Text, Cut(Keep(value)), 0));

    /// <summary>Adds bytes.</summary>
    public void AddBytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        Add(new IncidentField(Keep(name), IncidentValueKind.Bytes, Cut(Keep(value)), 0));

    /// <summary>Adds a list or a mapping as JSON text in UTF-8, which must start with its bracket.</summary>
    /// <exception cref="ArgumentException">It starts with something else.</exception>
    public void AddJson(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        var kind = json.IsEmpty ? IncidentValueKind.Missing : KindOf(json[0]);
        if (kind is IncidentValueKind.Missing)
            throw new ArgumentException("A list or a mapping was expected.", nameof(json));
        Add(new IncidentField(Keep(name), kind, Keep(json), 0));
    }

    /// <summary>What a field is.</summary>
    public IncidentValueKind Kind(ReadOnlySpan<byte> name) => Find(name).Kind;

    /// <summary>A field's text, bytes or JSON; empty when it is something else or missing.</summary>
    public ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> name) => Bytes(Find(name).Value);

    /// <summary>A field's whole number; 0 when it is something else or missing.</summary>
    public long Integer(ReadOnlySpan<byte> name) => Find(name) is { Kind: IncidentValueKind.Integer } field ? field.Number : 0;

    /// <summary>The last field of that name; <see cref="IncidentValueKind.Missing"/> when there is none.</summary>
    internal IncidentField Find(ReadOnlySpan<byte> name)
    {
        var fields = _fields;
        for (var i = FieldCount - 1; i >= 0; i--)
        {
            ref readonly var field = ref fields[i];
            if (field.Name.Length == name.Length && Bytes(field.Name).SequenceEqual(name))
                return field;
        }

        return default;
    }

    internal ReadOnlySpan<byte> Bytes(TextRange range) => _buffer.AsSpan(range.Offset, range.Length);

    /// <summary>The start of the buffer, which does not move in memory while it is not replaced by a larger one.</summary>
    internal unsafe byte* Pointer(TextRange range) => (byte*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_buffer, 0) + range.Offset;

    /// <summary>A field by its place.</summary>
    internal ref readonly IncidentField FieldAt(int index) => ref _fields[index];

    /// <summary>Replaces a field's value by a whole number, or by null.</summary>
    internal void SetAt(int index, long? value) => _fields[index] = _fields[index] with
    {
        Kind = value is null ? IncidentValueKind.Null : IncidentValueKind.Integer,
        Number = value ?? 0,
    };

    /// <summary>Replaces a field's value by a real number.</summary>
    internal void SetRealAt(int index, double value) =>
        _fields[index] = new IncidentField(_fields[index].Name, IncidentValueKind.Real, default, BitConverter.DoubleToInt64Bits(value));

    /// <summary>Replaces a field's value by a text.</summary>
    internal void SetTextAt(int index, ReadOnlySpan<byte> text) =>
        _fields[index] = new IncidentField(_fields[index].Name, IncidentValueKind.Text, Keep(text), 0);

    internal void Add(IncidentField field)
    {
        if (FieldCount == _fields.Length)
        {
            if (FieldCount >= MaxFields)
                throw new InvalidOperationException($"An incident has at most {MaxFields} fields.");
            Array.Resize(ref _fields, 2 * FieldCount);
        }

        _fields[FieldCount++] = field;
    }

    /// <summary>Copies bytes to the end of the buffer.</summary>
    internal TextRange Keep(ReadOnlySpan<byte> bytes)
    {
        var start = Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(start));
        _length += bytes.Length;
        return new TextRange(start, bytes.Length);
    }

    /// <summary>Makes room at the end of the buffer; <see cref="Take"/> keeps what was written there.</summary>
    internal Span<byte> Room(int length)
    {
        var start = Reserve(length);
        return _buffer.AsSpan(start, length);
    }

    /// <summary>Keeps the first bytes of the room.</summary>
    internal TextRange Take(int length)
    {
        _length += length;
        return new TextRange(_length - length, length);
    }

    /// <summary>Where the line starts in the buffer.</summary>
    internal int LineStart => _line.Offset;

    internal void SetOrigin(TextRange origin) => _origin = origin;

    /// <summary>A text up to its first NUL.</summary>
    internal TextRange Cut(TextRange text)
    {
        var nul = Bytes(text).IndexOf((byte)0);
        return nul < 0 ? text : text with { Length = nul };
    }

    private static IncidentValueKind KindOf(byte bracket) => bracket switch
    {
        (byte)'[' => IncidentValueKind.List,
        (byte)'{' => IncidentValueKind.Object,
        _ => IncidentValueKind.Missing,
    };

    private static byte[] NewBuffer(int length) => GC.AllocateUninitializedArray<byte>(length, pinned: true);

    private int Reserve(int length)
    {
        if (_length + length > _buffer.Length)
        {
            var larger = NewBuffer(Math.Max(2 * _buffer.Length, _length + length));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            _buffer = larger;
        }

        return _length;
    }
}
