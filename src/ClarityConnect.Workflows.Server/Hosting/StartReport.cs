using System.Globalization;

namespace ClarityConnect.Workflows.Server.Hosting;

/// <summary>The one line that says where the server is.</summary>
internal static class StartReport
{
    public static void Write(WebApplication app, long began)
    {
        var took = TimeProvider.System.GetElapsedTime(began).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("ClarityConnect.Workflows")
            .LogInformation("Ready after {Seconds} s: {Addresses} (designer at /studio/)", took, string.Join(", ", app.Urls));
    }
}
