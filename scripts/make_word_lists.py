#!/usr/bin/env python3
"""make_word_lists.py LISTS > policy/words/lists/surnames.txt: family names for the rules of policy/words. Standard library only.

LISTS holds surnames_us1990.txt (US Census 1990: name, percent, cumulative percent, rank), surnames_uk.txt and
surnames_india.txt (one name a line, smashew/NameDatabases). What no list gives is written here by hand: the most frequent
family names of South Asia, the Arab world, China, Korea, Japan, Vietnam, Africa, Latin America, Turkey, Iran, Indonesia, the Philippines.
"""
import sys
from pathlib import Path

MOST_US = 9000
WRITTEN = """
abbas abbasi abdallah abdel abdelaziz abdi abdul abdulaziz abdullah abdulrahman abubakar adel ahmad ahmed alami alawi alharbi alghamdi
alhassan ali alkhatib almutairi alotaibi alqahtani alshehri alsubaie alzahrani amin amir ansari arafat asad ashraf aziz badawi bakr bakri
barakat bashir benali bensalem bilal boulos bouzid chahine chowdhury daher darwish dawood ebrahim eid elamin elsayed fadel fahmy farah
faraj fares farouk fawzi ghali ghanem habib haddad hadi hakim hamad hamdan hamid hamza hanna harb hariri hasan hashemi hassan hussain
hussein ibrahim idris imam iqbal ismail issa jabbar jaber jalal jamal jassim kamal karam karim kassem khadra khalid khalifa khalil khan
khatib khoury latif mahdi mahmood mahmoud majeed malik mansour mansoor masri mehdi moussa mubarak mustafa nader naji naser nasser nassar
noor obeid omar osman othman qasim qureshi rafiq rahim rahman ramadan rashid raza rizvi saad sabbagh sadiq saeed said saleem saleh salem
salim salman samir sayed shaaban shah shaheen shahid shaikh sharif sheikh siddiqui suleiman sultan syed taha tahir tamimi tariq wahid
yasin younis yousef yusuf zahra zaid zaki zaman zidan
agarwal aggarwal ahuja anand apte arora babu bajwa banerjee basu bedi bhagat bhalla bhandari bhardwaj bhat bhatia bhatt bhattacharya bisht
bose chakraborty chandran chatterjee chaudhary chauhan chavan chopra das dasgupta datta deb deshmukh deshpande desai dhawan dhillon dixit
dubey dutta fernandes gaikwad gandhi ganguly garg ghosh gill goel gokhale gopal goswami gowda grewal gulati gupta hegde iyengar iyer jadhav
jain jha joshi kadam kamath kapoor kapur kaul kaur khanna khatri kohli krishnamurthy krishnan kulkarni kumar kumari lal mahajan maheshwari
malhotra mehra mehta menon mhatre mishra mittal modi mohan mukherjee murthy nadar nagpal naidu naik nair namboodiri nambiar narang narayan
narayanan natarajan nath pandey pandit pandya parikh patel pathak patil pawar pillai prabhu pradhan prajapati prakash prasad purohit raj
rajan rajput ramachandran raman rana ranganathan rao rathi rathod rathore rawat ray reddy roy sahni sahoo sahu salvi sandhu sarkar sawant
saxena sen sengupta seth sethi shah sharma shastri shenoy shetty shinde shukla sidhu singh singhal sinha solanki sood soni srinivasan
srivastava subramaniam subramanian suri swamy tandon thakkar thakur thomas tiwari tripathi trivedi varghese varma vaidya venkatesan verma
vyas wadhwa yadav perera fernando silva jayasinghe wickramasinghe bandara gunawardena rathnayake dissanayake herath akter begum bibi hossain
islam miah mia rahman uddin chowdhury bhuiyan sarker talukdar sheikh butt cheema chaudhry mirza gondal bhatti rajput malik awan mughal
bai bao cai cao chan chang chao chen cheng cheung chiu choi chong chou chow chua chui cui dai deng ding dong du duan fan fang feng fong fu
gao ge gong gu guan guo han hao he ho hong hou hsieh hsu hu huang jia jiang jin kang kong kuo kwan kwok lai lam lau lee lei leung li liang
liao lim lin ling liu lo long lou lu lui luo ma mak mao meng ng ning niu ou pan pang peng ping qian qiao qin qiu ren shao shen sheng shi
song su sun szeto tam tan tang tao teng teo tian tong tsai tsang tse tseng tsui wan wang wei wen weng wong woo wu xia xiang xiao xie xin
xiong xu xue yan yang yao ye yeung yin ying yip you yu yuan yue yun zeng zhai zhan zhang zhao zheng zhong zhou zhu zhuang zou
kim park jung jeong choi kang cho yoon jang lim shin seo kwon hwang ahn yoo ryu baek nam moon oh bae heo noh
sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi matsumoto inoue kimura hayashi
shimizu yamazaki mori abe ikeda hashimoto ishikawa ogawa goto okada hasegawa fujita kondo endo aoki sakamoto nishimura fukuda ota miura
nguyen tran pham hoang phan vu vo dang bui do ngo duong ly dinh huynh
abara abebe abiodun abiola achebe achieng acheampong adebayo adebisi adeleke adeleye ademola adeniyi adeyemi adjei afolabi agbaje agyei
agyeman akande akintola akinwande akpan alemu amadi amankwah amoah ampofo anang ansah appiah asamoah asante asare ayodele azikiwe babangida
balogun banda bekele bello biko boakye boateng botha chanda chibanda chikwanha chirwa chukwu danjuma darko demissie desta dikko diop dlamini
dube eze ezeani gathoni gebre getachew girma haile ibe igwe iwu jallow juma kabila kagame kamau kamara kariuki kebede keita khoza khumalo
kimani kiplagat kipchoge kiprono koffi koroma kuria kwame lungu macharia maina makena malik mandela mbeki mbatha mabuza mahlangu mahlaba
masango maseko mavuso mensah mkhize mlambo moyo mthembu mugabe mugo muriuki murphy musa mutua mwangi mwale mwanza naidoo ncube ndlovu ndiaye
ngcobo nkosi nkrumah njoroge nwankwo nwosu nyambura nyerere obasanjo obi odhiambo oduya ogunbanjo ojo okafor okeke okello okonkwo okoro
olawale olu onyango opoku osei otieno ouma oumarou owusu oyelaran phiri quartey sarpong sesay shabangu sibanda sithole sow tadesse tembo
tesfaye toure traore tshabalala uche wairimu wanjiku waweru yeboah zulu zungu zuma zwane
acevedo acosta acuña aguilar aguirre alarcón alfaro almeida alonso alvarado álvarez alves andrade ángeles aparecido aquino aranda araújo
arias arroyo ávila ayala azevedo ballesteros barbosa barrera barros batista bautista becerra beltrán benítez bermúdez bernal borges bravo
bustamante caballero cabrera calderón camacho campos cano cárdenas cardoso carrasco carrillo carvalho castañeda castillo castro cavalcanti
ceballos cervantes chávez cisneros colmenares contreras córdoba coronado correa cortés costa cruz cuevas cunha delgado dias díaz domínguez
duarte durán echeverría escobar espinosa espinoza esquivel estrada fajardo farias fernandes fernández ferreira figueroa flores fonseca
franco freitas fuentes gallardo gallegos gálvez garcía garza gomes gómez gonçalves gonzaga gonzález guerra guerrero guevara guimarães
gutiérrez guzmán henrique henríquez heredia hernández herrera hidalgo huerta ibarra jaramillo jiménez juárez lara leal leite leiva león lima
lopes lópez lozano lucero luna macedo machado macías magalhães maldonado marín márquez martínez martins matos maya medeiros medina mejía
melo méndez mendes mendonça mendoza menezes mercado meza miranda molina monteiro montenegro montes montoya mora morais morales moreira
moreno moura muñoz murillo nascimento navarro neves nunes núñez ochoa olivares oliveira olvera orozco ortega ortiz osorio pacheco padilla
palacios paredes parra pastrana paz peña peralta pereira pérez pineda pinheiro pinto ponce portillo prado quintana quintero quiroga quispe
ramírez ramos rangel rentería reyes ribeiro ríos rivas rivera robles rocha rodrigues rodríguez rojas román romero rosales ruiz saavedra
salas salazar saldaña salgado salinas sánchez sandoval santana santiago santos saucedo sepúlveda serrano sierra silva silveira soares solano
solís soria sosa soto souza suárez tapia tavares teixeira téllez torres toscano trejo trujillo urbina uribe valdés valdez valencia
valenzuela vargas vásquez vaz vázquez vega velasco velásquez vélez vera vergara vieira villa villalobos villanueva villareal villegas
yáñez zamora zapata zaragoza zavala zúñiga mamani condori huamán choque
yılmaz yilmaz kaya demir şahin sahin çelik celik yıldız yildiz aydın aydin özdemir ozdemir arslan doğan dogan kılıç kilic aslan çetin cetin
kara koç koc kurt özkan ozkan şimşek simsek polat korkmaz ünal unal erdoğan erdogan
ahmadi akbari azizi bagheri ebrahimi ghasemi hashemi heidari hosseini jafari jalali karimi kazemi mohammadi moradi mousavi najafi rahimi
rezaei sadeghi sharifi tehrani yazdani zamani
santoso wijaya susanto setiawan hidayat nugroho pratama saputra siregar simanjuntak nasution lubis hutagalung sitompul wibowo kusuma
gunawan suryadi rahmawati lestari wahyuni handayani
aquino bautista bernardo cabrera catindig dela delos dimaculangan dizon enriquez evangelista ferrer gatdula ilagan javier lacson legaspi
macaraeg magsaysay malabanan manalo mangubat mercado navarro ocampo pangilinan pascual quiambao salonga sarmiento tolentino villareal
"""
HEAD = """# Family names; they count only behind a first name, because many are words too
# Sources: US Census 1990 (public domain), smashew/NameDatabases (Unlicense), and names written for this project. See SOURCES.md.
"""


def main():
    folder = Path(sys.argv[1])
    names = set(WRITTEN.split())
    for line in (folder / "surnames_us1990.txt").read_text().splitlines():
        fields = line.split()
        if len(fields) == 4 and int(fields[3]) <= MOST_US:
            names.add(fields[0].lower())
    for file in ("surnames_uk.txt", "surnames_india.txt"):
        names.update(line.strip().lower() for line in (folder / file).read_text(encoding="utf-8").splitlines())
    print(HEAD + "\n".join(sorted(name for name in names if len(name) > 1 and " " not in name and name.replace("-", "").replace("'", "").isalpha())))


main()
