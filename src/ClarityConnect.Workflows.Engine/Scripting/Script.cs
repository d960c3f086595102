using System.Security.Cryptography;
using System.Text;

namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>A piece of user JavaScript. Make it once, when a definition is compiled: the id is a hash of the text.</summary>
public sealed record Script
{
    private Script(string source, string name, string id) => (Source, Name, Id) = (source, name, id);

    /// <summary>The author's text: an expression, statements, or a function body with <c>return</c>.</summary>
    public string Source { get; }

    /// <summary>What errors call it, such as <c>Derive accounts › Script</c>.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of the text in hexadecimal. Runners keep compiled scripts by it, so equal texts share one.</summary>
    public string Id { get; }

    /// <summary>Makes a script from its text and the name that errors show.</summary>
    public static Script Create(string source, string name)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new Script(source, name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source))));
    }
}
