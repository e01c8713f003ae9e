namespace Dionaea.Analysis;

/// <summary>What p0f makes of a system, and the ports it connects from.</summary>
internal sealed record Fingerprint(
    string Genre, string Link, string Detail, string Uptime, string Tos, string Distance, string Firewall, int FirstPort, int LastPort);

/// <summary>A client that guesses SQL Server passwords, as its login packet names it.</summary>
internal sealed record MssqlClient(string Hostname, string Application, string Library);

/// <summary>The words that attacks are made of.</summary>
internal static class Wordlists
{
    public static IReadOnlyList<Fingerprint> Systems { get; } =
    [
        new("Windows", "ethernet/modem", "XP SP1+, 2000 SP3", "-1", "", "11", "0", 1025, 5000),
        new("Windows", "ethernet/modem", "2000 SP4, XP SP1+", "-1", "", "14", "0", 1025, 5000),
        new("Linux", "ethernet/modem", "2.6 (newer, 3)", "412", "", "9", "0", 32_768, 60_999),
        new("Windows", "pppoe (DSL)", "XP/2000 (RFC1323+, w+, tstamp-)", "-1", "", "17", "1", 49_152, 65_535),
        new("Linux", "ethernet/modem", "2.4-2.6 (newer, 2)", "2205", "", "12", "0", 32_768, 60_999),
        new("Linux", "IPv6/IPIP", "2.6 (newer, 1)", "77", "Minimize delay", "8", "0", 32_768, 60_999),
        new("Windows", "(Google/AOL)", "Vista (beta)", "-1", "", "15", "1", 49_152, 65_535),
        new("FreeBSD", "ethernet/modem", "6.x (1)", "1290", "", "13", "0", 49_152, 65_535),
    ];

    public static IReadOnlyList<string> Passwords { get; } =
    [
        "", "123456", "sa", "password", "12345678", "1234", "admin", "123456789", "12345", "root", "111111", "qwerty",
        "123123", "P@ssw0rd", "1q2w3e4r", "abc123", "1qaz2wsx", "Passw0rd", "000000", "admin123", "sa123", "sql",
        "654321", "666666", "888888", "iloveyou", "password1", "1234567890", "qwerty123", "sqlserver", "Admin@123",
        "test", "123321", "112233", "monkey", "dragon", "football", "letmein", "master", "welcome", "sunshine",
        "princess", "shadow", "superman", "michael", "charlie", "baseball", "trustno1", "qazwsx", "1q2w3e4r5t",
        "zaq12wsx", "asdfgh", "qwe123", "1qazxsw2", "q1w2e3r4", "aa123456", "a123456", "123qwe", "123abc", "pass",
        "pass123", "P@ssword1", "Password123", "server", "database", "mysql", "mssql", "toor", "changeme", "default",
        "guest", "user", "oracle", "postgres", "backup", "secret", "hunter2", "Summer2025!", "Winter2025!", "sa2019",
        "SQL2014", "sql2008", "sapassword", "manager", "1111", "5201314", "7758521", "woaini", "jiamima", "hello",
        "Qwerty1!", "zxcvbnm", "asdf1234", "88888888", "987654321", "147258369", "159753", "qweasd", "!@#$%^", "p@$$w0rd",
        "ünlock", "пароль", "密码123", "contraseña",
    ];

    public static IReadOnlyList<string> FtpUsers { get; } =
        ["anonymous", "admin", "ftp", "root", "user", "test", "www-data", "administrator", "web", "backup", "ftpuser", "upload"];

    public static IReadOnlyList<string> MssqlUsers { get; } = ["sa", "sa", "sa", "sa", "SA", "admin", "sql", "kisadmin", "vice", "mssqla"];

    public static IReadOnlyList<string> MysqlUsers { get; } = ["root", "root", "root", "admin", "mysql", "test", "phpmyadmin", "wordpress"];

    public static IReadOnlyList<MssqlClient> MssqlClients { get; } =
    [
        new("HC-20190831WPZS", "pymssql=2.1.4", "DB-Library"),
        new("WIN-9VQ0G3C1L7A", "OSQL-32", "ODBC"),
        new("", "", ""),
        new("DESKTOP-4K2JD8P", ".Net SqlClient Data Provider", ".Net SqlClient Data Provider"),
        new("scanner01", "go-mssqldb", "go-mssqldb"),
        new("USER-PC", "Microsoft SQL Server", "OLEDB"),
        new("localhost", "jTDS", "jTDS"),
    ];

    public static IReadOnlyList<string> MssqlCommands { get; } =
    [
        "select @@version",
        "exec sp_server_info 1 exec sp_server_info 2 exec sp_server_info 500",
        "select name from master..sysdatabases",
        "exec master..xp_cmdshell 'whoami'",
        "select is_srvrolemember('sysadmin')",
        "exec sp_configure 'show advanced options', 1; reconfigure;",
        "set textsize 2147483647",
        "use [master] exec xp_cmdshell 'echo %COMPUTERNAME%'",
        "select count(*) from sysobjects where name = N'xp_cmdshell'",
        "-- Überprüfung\nselect 1",
    ];

    public static IReadOnlyList<string> MysqlQueries { get; } =
    [
        "SET NAMES utf8",
        "SELECT VERSION()",
        "set autocommit=0",
        "rollback",
        "SHOW VARIABLES",
        "select @@version_comment limit 1",
        "SHOW DATABASES",
        "select user, host from mysql.user",
        "SHOW VARIABLES LIKE '%plugin_dir%'",
        "create function sys_eval returns string soname 'udf.so'",
        "SELECT 'it''s' AS \"x\"",
    ];

    public static IReadOnlyList<string> SipAgents { get; } =
        ["friendly-scanner", "pplsip", "sipcli/v1.8", "VaxSIPUserAgent/3.1", "Cisco-SIPGateway/IOS-12.x", "eyeBeam release 3006o", "Zoiper rev.5415"];

    public static IReadOnlyList<string> MqttTopics { get; } =
        ["#", "$SYS/#", "home/livingroom/temperature", "devices/+/status", "zigbee2mqtt/bridge/state", "owntracks/example/phone", "cmnd/tasmota/power"];

    public static IReadOnlyList<int> ScannedPorts { get; } =
    [
        22, 3389, 8080, 5900, 8443, 25, 110, 143, 6379, 2222, 8888, 139, 5432, 9200, 81, 8081, 2375, 993, 995, 587,
        5985, 389, 636, 111, 2049, 873, 5060, 8000, 9000, 10_000, 1521, 7001, 50_000, 37_777, 5555, 60_023, 4444, 6667,
    ];

    /// <summary>Hosts that malware is fetched from; all in reserved networks and domains.</summary>
    public static IReadOnlyList<string> DropHosts { get; } =
    [
        "198.51.100.77", "203.0.113.200", "dl7.example.com", "198.51.100.13", "files.example.net", "update.invalid",
        "203.0.113.9", "cdn-3.example.org", "198.19.4.4", "a.b.c.example.com",
    ];

    public static IReadOnlyList<string> FileNames { get; } =
        ["ssms.exe", "nn.exe", "x.exe", "setup_32.exe", "bins.sh", "mirai.arm7", "a.sh", "payload.bin", "svch0st.exe", "update.php", "wget.sh", "kinsing"];
}
