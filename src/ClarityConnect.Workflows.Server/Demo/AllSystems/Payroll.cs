using System.Globalization;

namespace ClarityConnect.Workflows.Server.Demo.AllSystems;

/// <summary>The payroll export that somebody drops into a company's folder.</summary>
internal static class Payroll
{
    /// <summary>Drops it, complete since a minute.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="company">How the run's id begins.</param>
    /// <param name="payDate">The pay date.</param>
    /// <param name="clock">The clock of the day.</param>
    public static async Task DropAsync(string folder, string company, DateOnly payDate, TimeProvider clock)
    {
        var day = payDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var begin = $"{company}-{day},{day},E-1,20,100001";
        var text = $"""
            Run ID,Check Date,Employee No,Department,Location,Kind,Code,Hours,Amount
            {begin},Earning,REG,80,1600.00
            {begin},Tax,FIT,,143.12
            {begin},Tax,SS_EE,,99.20
            {begin},Deduction,401K,,80.00
            {begin},Employer,SS_ER,,99.20
            {begin},Net,NET,,1277.68
            """;
        var path = Path.Combine(folder, $"payroll-{day}.csv");
        await File.WriteAllTextAsync(path, text);
        File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime.AddMinutes(-1));
    }
}
