namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>A file of a request, before it is stored.</summary>
/// <param name="Name">The name of its form field; empty for a body that is a file.</param>
/// <param name="FileName">Its own name; empty if the caller gave none.</param>
/// <param name="ContentType">The type that the caller says it has.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Open">Opens its content.</param>
internal sealed record UploadedFile(string Name, string FileName, string ContentType, long Length, Func<Stream> Open);
