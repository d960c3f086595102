using System.Globalization;

namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>How long and with how many callers a scenario is driven.</summary>
/// <param name="Seconds">The measured time of a round; a fifth of it, at least two seconds, goes before as warm-up.</param>
/// <param name="Connections">How many connections the load generator holds.</param>
/// <param name="Rounds">How many rounds; the best one counts.</param>
/// <param name="Output">A Markdown file to which the result is appended; null to print it only.</param>
internal sealed record LoadOptions(int Seconds, int Connections, int Rounds, string? Output)
{
    /// <summary>How many card transactions the batch of the scenario "settlement" has at least.</summary>
    public int Transactions { get; init; } = 50_000;

    /// <summary>How many calls a second the scenario "settlement" may make at Retail.</summary>
    public int CallsPerSecond { get; init; } = 25;

    public TimeSpan WarmUp => TimeSpan.FromSeconds(Math.Max(2, Seconds / 5));

    public TimeSpan Duration => TimeSpan.FromSeconds(Seconds);

    /// <exception cref="ArgumentException">An option is unknown or its value is not a number above zero.</exception>
    public static LoadOptions Parse(string[] arguments)
    {
        var options = new LoadOptions(10, 32, 3, null);
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"The option {arguments[i]} needs a value.");
            options = arguments[i] switch
            {
                "--seconds" => options with { Seconds = Number(arguments[i], value) },
                "--connections" => options with { Connections = Number(arguments[i], value) },
                "--rounds" => options with { Rounds = Number(arguments[i], value) },
                "--transactions" => options with { Transactions = Number(arguments[i], value) },
                "--calls-per-second" => options with { CallsPerSecond = Number(arguments[i], value) },
                "--output" => options with { Output = value },
                _ => throw new ArgumentException($"There is no option {arguments[i]}. Use --seconds, --connections, --rounds, --transactions, --calls-per-second or --output."),
            };
        }

        return options;
    }

    private static int Number(string option, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"The option {option} is '{text}'; it must be a whole number above zero.");
}
