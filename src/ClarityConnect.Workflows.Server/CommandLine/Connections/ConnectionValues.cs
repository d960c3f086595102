using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Server.CommandLine.Calls;

namespace ClarityConnect.Workflows.Server.CommandLine.Connections;

/// <summary>Makes a connection's fields of what the command line says. Secrets come from the environment: the command line is seen by others and kept.</summary>
internal static class ConnectionValues
{
    /// <param name="type">The connection type's key. The fields of plugins' types are only known to the server.</param>
    /// <param name="fields">Fields as name=value.</param>
    /// <param name="secrets">Secrets as name=variable of the environment.</param>
    /// <param name="environment">Reads a variable.</param>
    /// <exception cref="UsageException">A field is not written like this, is unknown or is a secret, or a variable is empty.</exception>
    public static JsonObject Read(string type, IReadOnlyList<string> fields, IReadOnlyList<string> secrets, Func<string, string?> environment)
    {
        var known = new ConnectionTypes(ConnectorCatalog.ConnectionTypes).FieldsOf(type);
        var values = new JsonObject();
        foreach (var (name, value) in fields.Select(field => Split(field, "--field name=value")))
        {
            var field = Find(type, known, name);
            if (field?.Kind == ConnectionFieldKind.Secret)
                throw new UsageException($"'{name}' is a secret, and what is on a command line is seen by others and kept. Change it if it was one, put it into a variable of the environment and write --secret {name}=VARIABLE.");
            values[field?.Name ?? name] = field?.Kind is null or ConnectionFieldKind.Switch && bool.TryParse(value, out var isOn) ? JsonValue.Create(isOn) : JsonValue.Create(value);
        }

        foreach (var (name, variable) in secrets.Select(secret => Split(secret, "--secret name=VARIABLE")))
        {
            values[Find(type, known, name)?.Name ?? name] = environment(variable) is { Length: > 0 } secret
                ? JsonValue.Create(secret)
                : throw new UsageException($"The environment has no variable '{variable}', from which the secret '{name}' is to be taken.");
        }

        return values;
    }

    private static ConnectionField? Find(string type, IReadOnlyList<ConnectionField> known, string name)
    {
        var found = known.FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (found is null && known.Count > 0)
            throw new UsageException($"Connections of the type {type} have no field '{name}'. There are: {string.Join(", ", known.Select(field => field.Name))}.");
        return found;
    }

    private static (string Name, string Value) Split(string pair, string form) =>
        pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (pair[..at], pair[(at + 1)..]) : throw new UsageException($"'{pair}' has no name and value. Write it as {form}.");
}
