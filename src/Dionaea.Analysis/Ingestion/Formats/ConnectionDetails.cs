using System.Text;

namespace Dionaea.Analysis;

/// <summary>Adds what log_json, and what is made of it, tells of a connection beside its ends: logins and operating systems.</summary>
/// <param name="prefix">What stands before the names of the members: nothing, or an object's name and a point.</param>
internal sealed class ConnectionDetails(string prefix = "")
{
    private readonly byte[] _credentials = Name(prefix, "credentials");
    private readonly byte[] _usernames = Name(prefix, "credentials.username");
    private readonly byte[] _passwords = Name(prefix, "credentials.password");
    private readonly byte[] _username = Name(prefix, "username");
    private readonly byte[] _password = Name(prefix, "password");
    private readonly byte[] _p0f = Name(prefix, "p0f");
    private readonly byte[][] _p0fMembers =
        [.. new[] { "genre", "link", "detail", "uptime", "tos", "dist", "nat", "fw" }.Select(name => Name(prefix, "p0f." + name))];

    private readonly JsonRecord _element = new();
    private readonly JsonList _list = new();
    private readonly JsonList _other = new();

    /// <summary>Adds the rows of the connection that was added last.</summary>
    /// <param name="line">The line.</param>
    /// <param name="record">What was read from it.</param>
    /// <param name="text">What the record's values stand in.</param>
    public void Add(LogLine line, ILogRecord record, ReadOnlySpan<byte> text)
    {
        var credentials = record.Find(_credentials);
        if (credentials.Kind == IncidentValueKind.List)
            AddElements(line, text, credentials);
        else if (credentials.HasValue && credentials.Kind != IncidentValueKind.Object)
            line.Reject("the member 'credentials' is no list and no object");
        AddLogins(line, text, record.Find(_usernames), record.Find(_passwords));
        AddLogins(line, text, record.Find(_username), record.Find(_password));
        var p0f = record.Find(_p0f);
        if (p0f.Kind == IncidentValueKind.Object || record.Find(_p0fMembers[0]).HasValue)
            AddP0f(line, text, record);
        else if (p0f.HasValue)
            line.Reject("the member 'p0f' is no object");
    }

    private static byte[] Name(string prefix, string name) => Encoding.UTF8.GetBytes(prefix + name);

    private void AddLogins(LogLine line, ReadOnlySpan<byte> text, LogValue username, LogValue password)
    {
        if (!username.HasValue && !password.HasValue)
            return;
        if (username.Kind != IncidentValueKind.List && password.Kind != IncidentValueKind.List)
        {
            AddLogin(line, text, username, password);
            return;
        }

        if (!_list.Read(text, username) || !_other.Read(text, password))
        {
            line.Reject("the member 'credentials' has a whole number beyond 64 bits");
            return;
        }

        for (var i = 0; i < Math.Min(_list.Count, _other.Count); i++)
            AddLogin(line, text, _list[i], _other[i]);
        if (_list.Count != _other.Count)
            line.Reject($"the member 'credentials' has {_list.Count} user names, but {_other.Count} passwords");
    }

    private void AddElements(LogLine line, ReadOnlySpan<byte> text, LogValue credentials)
    {
        if (!_list.Read(text, credentials))
        {
            line.Reject("the member 'credentials' has a whole number beyond 64 bits");
            return;
        }

        for (var i = 0; i < _list.Count; i++)
        {
            var element = _list[i];
            if (element.Kind != IncidentValueKind.Object || _element.Read(element.In(text)) is not null)
                line.Reject("an element of 'credentials' is no object that can be read");
            else
                AddLogin(line, text, Moved(_element.Find("username"u8), element.Start), Moved(_element.Find("password"u8), element.Start));
        }
    }

    private static LogValue Moved(LogValue value, int offset) => value with { Start = value.Start + offset };

    private static void AddLogin(LogLine line, ReadOnlySpan<byte> text, LogValue username, LogValue password)
    {
        var incident = line.Add();
        incident.Table = RowTable.Logins;
        if (username.Kind == IncidentValueKind.Missing || password.Kind == IncidentValueKind.Missing)
            incident.Reject("a login has no 'username' or no 'password'");
        else if (!username.IsScalar || !password.IsScalar)
            incident.Reject("a login's 'username' or 'password' is a list or an object");
        incident.Add(default);
        username.AddTo(incident, text);
        password.AddTo(incident, text);
    }

    private void AddP0f(LogLine line, ReadOnlySpan<byte> text, ILogRecord record)
    {
        var incident = line.Add();
        incident.Table = RowTable.P0fs;
        incident.Add(default);
        foreach (var name in _p0fMembers)
        {
            var value = record.Find(name);
            if (!value.IsScalar)
                incident.Reject($"the member '{Encoding.UTF8.GetString(name)}' is a list or an object");
            value.AddTo(incident, text);
        }
    }
}
