### The first start: from an empty folder to a home with an owner.

setup-heading = Set up your hall
setup-lede = A few questions, and it is yours. Everything can be changed later.
setup-steps = Steps
setup-step-you = You
setup-step-site = The site
setup-step-mail = Mail
setup-step-done = Done
setup-you = Who are you?
setup-you-hint = You become the owner. There can be several.
setup-site = What is it called?
setup-goal = What is the common goal?
setup-goal-hint = One sentence. It stands on the front page, and the community test asks for it.
setup-address = Its address
setup-address-hint = Links in mails and feeds use it. It comes from the configuration: { $address }
setup-mail = How does mail leave?
setup-mail-later = Later; keep mails here until then
setup-mail-relay = Through a relay
setup-import = Do you bring something along?
setup-import-nothing = No, we begin anew
setup-button = Open the hall
setup-done = Your hall is open.
setup-done-next = Write a first article, or invite somebody.
setup-link-wrong = This set-up address is not the right one. The right one stands where the program was started.
setup-already = This hall has an owner already.
