using System.Text;

namespace Dionaea.Analysis;

/// <summary>Adds what log_json, and what is made of it, tells of a connection beside its ends: logins and operating systems.</summary>
internal sealed class ConnectionDetails
{
    private static readonly byte[][] P0f = [.. new[] { "genre", "link", "detail", "uptime", "tos", "dist", "nat", "fw" }.Select(name => Encoding.UTF8.GetBytes("p0f." + name))];
    private readonly JsonRecord _element = new();
    private readonly JsonList _list = new();
    private readonly JsonList _other = new();

    /// <summary>Adds the rows of the connection that was added last.</summary>
    public void Add(LogLine line, JsonRecord record)
    {
        var credentials = record.Find("credentials"u8);
        if (credentials.Kind == IncidentValueKind.List)
            AddElements(line, credentials);
        else if (credentials.Kind == IncidentValueKind.Object)
            AddLogins(line, record.Find("credentials.username"u8), record.Find("credentials.password"u8));
        else if (credentials.HasValue)
            line.Reject("the member 'credentials' is no list and no object");
        AddLogins(line, record.Find("username"u8), record.Find("password"u8));
        if (record.Find("p0f"u8).Kind == IncidentValueKind.Object)
            AddP0f(line, record);
        else if (record.Find("p0f"u8).HasValue)
            line.Reject("the member 'p0f' is no object");
    }

    /// <summary>Adds a login, or a login for each pair of two lists.</summary>
    public void AddLogins(LogLine line, LogValue username, LogValue password)
    {
        if (username.Kind == IncidentValueKind.Missing && password.Kind == IncidentValueKind.Missing)
            return;
        if (username.Kind != IncidentValueKind.List && password.Kind != IncidentValueKind.List)
        {
            AddLogin(line, username, password);
            return;
        }

        if (!_list.Read(line.Bytes, username) || !_other.Read(line.Bytes, password))
        {
            line.Reject("the member 'credentials' has a whole number beyond 64 bits");
            return;
        }

        for (var i = 0; i < Math.Min(_list.Count, _other.Count); i++)
            AddLogin(line, _list[i], _other[i]);
        if (_list.Count != _other.Count)
            line.Reject($"the member 'credentials' has {_list.Count} user names, but {_other.Count} passwords");
    }

    private void AddElements(LogLine line, LogValue credentials)
    {
        if (!_list.Read(line.Bytes, credentials))
        {
            line.Reject("the member 'credentials' has a whole number beyond 64 bits");
            return;
        }

        for (var i = 0; i < _list.Count; i++)
        {
            var element = _list[i];
            if (element.Kind != IncidentValueKind.Object || _element.Read(element.In(line.Bytes)) is not null)
            {
                line.Reject("an element of 'credentials' is no object");
                continue;
            }

            AddLogin(line, Moved(_element.Find("username"u8), element.Start), Moved(_element.Find("password"u8), element.Start));
        }
    }

    private static LogValue Moved(LogValue value, int offset) => value with { Start = value.Start + offset };

    private static void AddLogin(LogLine line, LogValue username, LogValue password)
    {
        var incident = line.Add();
        incident.Table = RowTable.Logins;
        if (username.Kind == IncidentValueKind.Missing || password.Kind == IncidentValueKind.Missing)
            incident.Reject("a login has no 'username' or no 'password'");
        else if (!username.IsScalar || !password.IsScalar)
            incident.Reject("a login's 'username' or 'password' is a list or an object");
        incident.Add(default);
        username.AddTo(incident, line.Bytes);
        password.AddTo(incident, line.Bytes);
    }

    private static void AddP0f(LogLine line, JsonRecord record)
    {
        var incident = line.Add();
        incident.Table = RowTable.P0fs;
        incident.Add(default);
        foreach (var name in P0f)
        {
            var value = record.Find(name);
            if (!value.IsScalar)
                incident.Reject($"the member '{Encoding.UTF8.GetString(name)}' is a list or an object");
            value.AddTo(incident, line.Bytes);
        }
    }
}
