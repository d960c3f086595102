using System.Globalization;
using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.OpenApi.Code;

/// <summary>The name of a connector, and the version that a document's version is.</summary>
internal static partial class ConnectorName
{
    /// <summary>The namespace that a name is.</summary>
    /// <exception cref="OpenApiRefusedException">It cannot be one.</exception>
    public static string Check(string name)
    {
        var parts = name.Trim().Split('.');
        if (name.Length > 80 || !parts.All(part => PartPattern().IsMatch(part)))
            throw new OpenApiRefusedException($"'{CodeText.Line(name, 100)}' cannot be the name of a plugin. Use words of letters and digits with dots between, such as Acme.Petstore.");
        parts = [.. parts.Select(part => char.ToUpperInvariant(part[0]) + part[1..])];
        if (parts[0] is "System" or "Microsoft" or "ClarityConnect" or "Elsa" || parts.FirstOrDefault(part => Operations.OperationReader.IsReserved(part)) is not null)
            throw new OpenApiRefusedException($"'{CodeText.Line(name, 100)}' cannot be the name of a plugin, since one of its words means something else. Put the name of your company before it, and call it after the API.");
        return string.Join('.', parts);
    }

    /// <summary>A version by Semantic Versioning: of 1.2 it is 1.2.0, of v3 3.0.0, of 2024-06-20 2024.6.20, and 1.0.0 of what is none.</summary>
    public static string VersionOf(string version)
    {
        version = version.Trim();
        if (Semantic().IsMatch(version))
            return version;
        var match = Loose().Match(version);
        var numbers = match.Success ? match.Groups.Values.Skip(1).Take(3).Select(group => int.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray() : [1, 0, 0];
        return numbers is [0, 0, 0] ? "1.0.0" : string.Join('.', numbers);
    }

    /// <summary>Whether a text is a version by Semantic Versioning.</summary>
    public static bool IsVersion(string version) => Semantic().IsMatch(version);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]*$", RegexOptions.CultureInvariant)]
    private static partial Regex PartPattern();

    [GeneratedRegex(@"^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-[0-9A-Za-z-]{1,30}(?:\.[0-9A-Za-z-]{1,30}){0,3})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Semantic();

    [GeneratedRegex(@"^[vV]?(\d{1,9})(?:[.\-_/](\d{1,9}))?(?:[.\-_/](\d{1,9}))?(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Loose();
}
