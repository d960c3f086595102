using System;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.OpenApi.Calls;

/// <summary>Makes an address of what a connection has in its fields.</summary>
internal static class ApiAddress
{
    /// <param name="text">The address, perhaps with variables in braces.</param>
    /// <param name="allowsOwnNetwork">Whether the connection may call its own network, where there is no https.</param>
    /// <param name="variables">What stands for the variables.</param>
    /// <exception cref="ActivityException">It is no address; kind <see cref="FailureKind.Misconfigured"/>.</exception>
    public static Uri Of(string? text, bool allowsOwnNetwork, params (string Name, string? Value)[] variables)
    {
        var filled = text?.Trim() ?? "";
        foreach (var (name, value) in variables)
            filled = filled.Replace($"{{{name}}}", value?.Trim(), StringComparison.Ordinal);
        return Uri.TryCreate(filled, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && allowsOwnNetwork))
            && !filled.Contains('{', StringComparison.Ordinal)
            ? address
            : throw new ActivityException(FailureKind.Misconfigured, $"The address '{filled}' cannot be used. Give one that begins with https://.");
    }
}
