using ClarityConnect.Workflows.Console.People;
using ClarityConnect.Workflows.Persistence.Security;
using ClarityConnect.Workflows.Server.Hosting;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ClarityConnect.Workflows.Server.Security;

/// <summary>Makes the roles and the first way in: the bootstrap key, or an administrator with a one-time password.</summary>
internal static class FirstStart
{
    private const string Administrator = "admin";

    public static async Task RunAsync(IServiceProvider services, ServerSettings settings, CancellationToken cancellationToken)
    {
        if (await IsDoneAsync(services, settings.BootstrapApiKey, cancellationToken))
            return;
        await using var scope = services.CreateAsyncScope();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>();
        foreach (var role in AccessPolicy.Roles)
        {
            if (!await roles.RoleExistsAsync(role))
                Require(await roles.CreateAsync(new IdentityRole(role)));
        }

        if (settings.BootstrapApiKey is { } key)
            await services.GetRequiredService<ApiKeyStore>().AddAsync(key, "bootstrap", AccessPolicy.Administrator, cancellationToken);
        else
            await MakeAdministratorAsync(scope.ServiceProvider, cancellationToken);
    }

    /// <summary>Asks without Entity Framework, whose model takes longer to build than everything else at a start.</summary>
    private static async Task<bool> IsDoneAsync(IServiceProvider services, string? key, CancellationToken cancellationToken)
    {
        if (services.GetService<NpgsqlDataSource>() is not { } source)
            return false;
        await using var command = source.CreateCommand(
            """
            select (select count(*) from roles where name = any($1)) = cardinality($1)
               and case when $2 = '' then exists (select 1 from users) or exists (select 1 from api_keys)
                        else exists (select 1 from api_keys where hash = $2) end
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = AccessPolicy.Roles.ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = key is null ? "" : ApiKeyStore.HashOf(key) });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task MakeAdministratorAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var users = services.GetRequiredService<UserManager<IdentityUser>>();
        var keys = services.GetRequiredService<ApiKeyStore>();
        if (await users.Users.AnyAsync(cancellationToken) || (await keys.ListAsync(cancellationToken)).Count > 0)
            return;
        var password = OneTimePassword.Make();
        var user = new IdentityUser(Administrator);
        Require(await users.CreateAsync(user, password));
        Require(await users.AddClaimAsync(user, OneTimePassword.Mark));
        Require(await users.AddToRoleAsync(user, AccessPolicy.Administrator));
        services.GetRequiredService<ILoggerFactory>().CreateLogger("ClarityConnect.Workflows").LogInformation(
            "First start: sign in as '{User}' with the password {Password} and change it. It is shown only now.", Administrator, password);
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException($"The first user could not be made: {string.Join(" ", result.Errors.Select(error => error.Description))}");
    }
}
