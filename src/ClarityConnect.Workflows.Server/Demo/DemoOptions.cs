using System.Globalization;
using ClarityConnect.Workflows.Server.Hosting;

namespace ClarityConnect.Workflows.Server.Demo;

/// <summary>Which business day the demo plays.</summary>
public sealed record DemoOptions
{
    /// <summary>How many shops (<c>--stores</c>), 1 to 9.</summary>
    /// <value>Default 3.</value>
    public int Stores { get; init; } = 3;

    /// <summary>How many tickets in all (<c>--tickets</c>), at most 40,000.</summary>
    /// <value>Default 120.</value>
    public int Tickets { get; init; } = 120;

    /// <summary>What the day is generated from (<c>--seed</c>): the same seed gives the same day.</summary>
    /// <value>Default 1.</value>
    public int Seed { get; init; } = 1;

    /// <summary>Whether the vendors fail for a while (<c>--faults</c>).</summary>
    public bool Faults { get; init; }

    /// <summary>Whether a day of a group of companies is played through all templates and vendors (<c>--scenario all</c>), instead of the settlement alone.</summary>
    public bool AllSystems { get; init; }

    /// <summary>Whether the program ends after the report (<c>--exit</c>).</summary>
    public bool Exit { get; init; }

    /// <summary>Takes the demo's options out of a command line.</summary>
    /// <param name="arguments">The command line; what is not the demo's stays for the server.</param>
    /// <param name="rest">The server's options.</param>
    /// <exception cref="SettingsException">A number is not one.</exception>
    public static DemoOptions Read(string[] arguments, out string[] rest)
    {
        var options = new DemoOptions();
        var others = new List<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            switch (name)
            {
                case "--exit":
                    options = options with { Exit = true };
                    break;
                case "--faults":
                    options = options with { Faults = true };
                    break;
                case "--scenario":
                    options = options with { AllSystems = Scenario(arguments, ++i) };
                    break;
                case "--stores":
                    options = options with { Stores = Number(arguments, ++i, name, 1, 9) };
                    break;
                case "--tickets":
                    options = options with { Tickets = Number(arguments, ++i, name, 0, 40_000) };
                    break;
                case "--seed":
                    options = options with { Seed = Number(arguments, ++i, name, 0, int.MaxValue) };
                    break;
                default:
                    others.Add(name);
                    break;
            }
        }

        rest = [.. others];
        return options;
    }

    private static bool Scenario(string[] arguments, int index) => index < arguments.Length && arguments[index] is "all" or "settlement"
        ? arguments[index] == "all"
        : throw new SettingsException("The option --scenario takes 'settlement' (the default) or 'all'.");

    private static int Number(string[] arguments, int index, string name, int least, int most) =>
        index < arguments.Length && int.TryParse(arguments[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new SettingsException($"The option {name} takes a whole number from {least} to {most}.");
}
