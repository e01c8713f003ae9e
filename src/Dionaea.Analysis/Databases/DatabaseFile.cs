namespace Dionaea.Analysis;
public sealed record DatabaseFileOptions;
public sealed class DatabaseFile : IDisposable {
 public static DatabaseFile Open(string path, DatabaseFileOptions o, IProgress<string>? p, CancellationToken c) { _=o;_=p;_=c; return new DatabaseFile{Path=path,Name=System.IO.Path.GetFileName(path)};}
 public string Path{get;init;}=""; public string Name{get;init;}=""; public IReadOnlyList<string> Notes{get;}=[]; public long Length=>new FileInfo(Path).Length;
 public string ComputeSha256(CancellationToken c=default){_=c; using var s=File.OpenRead(Path); return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(s));}
 public void Dispose(){} }
