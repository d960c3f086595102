namespace Acme.Points;

/// <summary>Asks the loyalty program.</summary>
public sealed class ProgramClient(HttpClient http, Uri address)
{
    public Task<string> AskAsync(string question, CancellationToken cancellationToken) =>
        http.GetStringAsync(new Uri(address, question), cancellationToken);
}
