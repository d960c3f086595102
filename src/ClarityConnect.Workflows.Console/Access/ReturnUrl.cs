namespace ClarityConnect.Workflows.Console.Access;

/// <summary>Where to go after signing in: only ever a page of this server.</summary>
internal static class ReturnUrl
{
    /// <summary>
    /// Gives the address if it is a path on this server, else "/". Browsers read "//host" and "/\host" as another server, and drop tabs and
    /// line breaks before they look.
    /// </summary>
    public static string Guard(string? url)
    {
        if (url is not ['/', ..] || url is ['/', '/' or '\\', ..] || url.Any(character => char.IsControl(character) || character == '\\'))
            return "/";
        var path = url.Split('?', '#')[0].TrimEnd('/');
        var isLoop = path.Equals(SignOut.SignInPath, StringComparison.OrdinalIgnoreCase)
            || path.Equals(SignOut.Path, StringComparison.OrdinalIgnoreCase)
            || path.Equals("/denied", StringComparison.OrdinalIgnoreCase);
        return isLoop ? "/" : url;
    }
}
