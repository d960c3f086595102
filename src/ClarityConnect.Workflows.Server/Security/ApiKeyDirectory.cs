using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace ClarityConnect.Workflows.Server.Security;

/// <summary>The API keys, by hash.</summary>
internal sealed class ApiKeyDirectory
{
    private readonly ConcurrentDictionary<string, (string Name, string Role)> keys = new(StringComparer.Ordinal);

    public Task EnsureAsync(string key, string name, string role, CancellationToken cancellationToken)
    {
        keys[Hash(key)] = (name, role);
        return Task.CompletedTask;
    }

    public ValueTask<(string Name, string Role)?> FindAsync(string key, CancellationToken cancellationToken) =>
        ValueTask.FromResult<(string, string)?>(keys.TryGetValue(Hash(key), out var found) ? found : null);

    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
