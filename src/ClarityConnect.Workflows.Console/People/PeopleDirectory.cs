using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Console.Access;
using Microsoft.AspNetCore.Identity;

namespace ClarityConnect.Workflows.Console.People;

/// <summary>The people who sign in: makes them, and changes what they may do. One administrator who can sign in always stays.</summary>
/// <param name="users">Identity's users.</param>
/// <param name="gate">Makes one change at a time.</param>
/// <param name="time">Tells who is locked out.</param>
public sealed partial class PeopleDirectory(UserManager<IdentityUser> users, PeopleGate gate, TimeProvider time)
{
    private const int MostPeople = 1000;

    /// <summary>The roles, from the one that may do most.</summary>
    public static IReadOnlyList<string> Roles { get; } = ["Administrator", "Designer", "Operator", "Viewer"];

    /// <summary>Everybody by name, a thousand at most.</summary>
    public async Task<IReadOnlyList<Person>> ListAsync()
    {
        var roles = new Dictionary<string, List<string>>();
        foreach (var role in Roles)
        {
            foreach (var member in await users.GetUsersInRoleAsync(role))
                (roles.TryGetValue(member.Id, out var held) ? held : roles[member.Id] = []).Add(role);
        }

        var withOneTime = (await users.GetUsersForClaimAsync(OneTimePassword.Mark)).Select(user => user.Id).ToHashSet();
        return [.. users.Users.OrderBy(user => user.NormalizedUserName).Take(MostPeople).ToList()
            .Select(user => PersonOf(user, roles.GetValueOrDefault(user.Id) ?? [], withOneTime.Contains(user.Id)))];
    }

    /// <summary>Finds somebody.</summary>
    /// <param name="name">The user name.</param>
    /// <returns>The person; null if there is nobody of that name.</returns>
    public async Task<Person?> FindAsync(string name) => await users.FindByNameAsync(name) is { } user ? await PersonAsync(user) : null;

    /// <summary>Makes a person.</summary>
    /// <param name="name">The user name.</param>
    /// <param name="roles">What the person may do.</param>
    /// <returns>The one-time password, which is kept nowhere.</returns>
    /// <exception cref="PeopleRefusedException">The name is taken or no name, or there is no such role or none at all.</exception>
    public Task<string> CreateAsync(string name, IReadOnlyCollection<string> roles) => gate.RunAsync(async () =>
    {
        if (!AllowedName().IsMatch(name))
            throw new PeopleRefusedException("A user name has 1 to 64 letters, digits, dots, dashes, underscores, plus and at signs, and begins with a letter or digit.");
        Require(roles);
        if (await users.FindByNameAsync(name) is not null)
            throw new PeopleRefusedException($"There is somebody called “{name}” already. Choose another user name.");
        var user = new IdentityUser(name) { LockoutEnabled = true };
        var password = OneTimePassword.Make();
        Require(await users.CreateAsync(user, password));
        // First of all: whoever signs in between must not keep the password.
        Require(await users.AddClaimAsync(user, OneTimePassword.Mark));
        Require(await users.AddToRolesAsync(user, roles.Distinct()));
        return password;
    });

    /// <summary>Gives a person other roles. Pages take them within half a minute.</summary>
    /// <param name="name">The user name.</param>
    /// <param name="roles">What the person may do from now on.</param>
    /// <returns>The person; null if there is nobody of that name.</returns>
    /// <exception cref="PeopleRefusedException">There is no such role or none at all, or nobody else is an administrator.</exception>
    public Task<Person?> SetRolesAsync(string name, IReadOnlyCollection<string> roles) => ChangeAsync(name, async user =>
    {
        Require(roles);
        if (!roles.Contains(ConsoleRoles.Administrators))
            await RequireAnotherAdministratorAsync(user, "lose the role Administrator");
        var held = await users.GetRolesAsync(user);
        Require(await users.AddToRolesAsync(user, roles.Except(held)));
        Require(await users.RemoveFromRolesAsync(user, held.Except(roles)));
    });

    /// <summary>Keeps a person out, and ends the person's sessions within half a minute.</summary>
    /// <param name="name">The user name.</param>
    /// <returns>The person; null if there is nobody of that name.</returns>
    /// <exception cref="PeopleRefusedException">Nobody else is an administrator.</exception>
    public Task<Person?> DisableAsync(string name) => ChangeAsync(name, async user =>
    {
        await RequireAnotherAdministratorAsync(user, "be disabled");
        Require(await users.SetLockoutEnabledAsync(user, true));
        Require(await users.SetLockoutEndDateAsync(user, DateTimeOffset.MaxValue));
        Require(await users.UpdateSecurityStampAsync(user));
    });

    /// <summary>Lets a person in again who was disabled, or locked out by wrong passwords.</summary>
    /// <param name="name">The user name.</param>
    /// <returns>The person; null if there is nobody of that name.</returns>
    public Task<Person?> EnableAsync(string name) => ChangeAsync(name, async user =>
    {
        Require(await users.SetLockoutEndDateAsync(user, null));
        Require(await users.ResetAccessFailedCountAsync(user));
    });

    /// <summary>Gives a person a one-time password in place of the own one, and ends the person's sessions.</summary>
    /// <param name="name">The user name.</param>
    /// <returns>The one-time password, which is kept nowhere; null if there is nobody of that name.</returns>
    public async Task<string?> ResetPasswordAsync(string name)
    {
        var password = OneTimePassword.Make();
        return await ChangeAsync(name, async user =>
        {
            if (!(await users.GetClaimsAsync(user)).Any(claim => claim.Type == OneTimePassword.Mark.Type))
                Require(await users.AddClaimAsync(user, OneTimePassword.Mark));
            Require(await users.ResetPasswordAsync(user, await users.GeneratePasswordResetTokenAsync(user), password));
        }) is null ? null : password;
    }

    private static void Require(IReadOnlyCollection<string> roles)
    {
        if (roles.Count == 0)
            throw new PeopleRefusedException("Choose at least one role. A Viewer may read everything and change nothing.");
        if (roles.FirstOrDefault(role => !Roles.Contains(role)) is { } unknown)
            throw new PeopleRefusedException($"There is no role “{unknown}”. There are: {string.Join(", ", Roles)}.");
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new PeopleRefusedException(string.Join(" ", result.Errors.Select(error => error.Description)));
    }

    private Task<Person?> ChangeAsync(string name, Func<IdentityUser, Task> change) => gate.RunAsync(async () =>
    {
        if (await users.FindByNameAsync(name) is not { } user)
            return null;
        await change(user);
        return (Person?)await PersonAsync(user);
    });

    private async Task RequireAnotherAdministratorAsync(IdentityUser user, string fate)
    {
        if (!await users.IsInRoleAsync(user, ConsoleRoles.Administrators))
            return;
        var others = (await users.GetUsersInRoleAsync(ConsoleRoles.Administrators)).Where(other => other.Id != user.Id && !IsDisabled(other));
        if (!others.Any())
            throw new PeopleRefusedException($"“{user.UserName}” is the last administrator and cannot {fate}. Make somebody else an administrator first.");
    }

    private async Task<Person> PersonAsync(IdentityUser user)
    {
        var roles = await users.GetRolesAsync(user);
        var claims = await users.GetClaimsAsync(user);
        return PersonOf(user, [.. Roles.Where(roles.Contains)], claims.Any(claim => claim.Type == OneTimePassword.Mark.Type));
    }

    private Person PersonOf(IdentityUser user, IReadOnlyList<string> roles, bool hasOneTimePassword) => new(
        user.UserName ?? user.Id,
        roles,
        IsDisabled(user),
        IsDisabled(user) || user.LockoutEnd <= time.GetUtcNow() ? null : user.LockoutEnd,
        hasOneTimePassword);

    // Databases round the end of time.
    private static bool IsDisabled(IdentityUser user) => user.LockoutEnd?.Year >= 9999;

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._+@\-]{0,63}\z")]
    private static partial Regex AllowedName();
}
